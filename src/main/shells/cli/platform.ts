import { BlazonError } from '../../../core/errors'
import { chosenSecrets, ownerOnlySentence } from '../../platform/chosen-secrets'
import { readPassphrase } from '../../platform/passphrase'
import type { Platform } from '../../platform/platform'
import { Unreadable } from './unreadable'

/** What the command line gives the app: no dialogs; files go where the command says. */
export async function cliPlatform(options: {
  version: string
  env: NodeJS.ProcessEnv
  say: (line: string) => void
  passphraseFile?: string
  chooseFolder?: Platform['chooseFolder']
}): Promise<Platform> {
  let passphrase: string | undefined
  try {
    passphrase = await readPassphrase(options.env, options.passphraseFile)
  } catch (cause) {
    throw new Unreadable('The passphrase file cannot be read.', { cause })
  }
  return {
    shell: 'cli',
    version: options.version,
    secrets: chosenSecrets(passphrase, () => options.say(ownerOnlySentence)),
    chooseFolder:
      options.chooseFolder ??
      (() =>
        Promise.reject(
          new BlazonError('not_supported_here', 'this command was not told where files go', {
            shell: 'cli',
            option: 'out',
          }),
        )),
    openFolder: () => Promise.resolve(false),
  }
}
