/**
 * What differs from shell to shell. `createApp()` is handed one of these; each shell has its own
 * (`shells/electron/platform.ts`, `shells/loopback/platform.ts`, `shells/cli/platform.ts`).
 */
export type Platform = {
  shell: 'electron' | 'loopback' | 'cli'
  /** Keeps the signing keys' private halves. */
  secrets: Secrets
  /** Asks where files may go (a native dialog), or names the shell's own folder. Throws `cancelled_by_user`. Returns an absolute path that exists. */
  chooseFolder: (purpose: 'export' | 'site', suggestedName: string) => Promise<string>
  /** Shows a folder in the file manager; false where the shell cannot. */
  openFolder: (path: string) => Promise<boolean>
  /** Environment facts that the library shows. */
  version: string
}

/** A sealed secret: text that may stand on disk. */
export type Sealed = { store: SecretStore; text: string }
export type SecretStore = 'platform' | 'passphrase' | 'owner_only_file'

/** Seals and opens secrets: safeStorage in Electron, scrypt + AES-256-GCM from a passphrase elsewhere, an owner-only file as the last resort. */
export type Secrets = {
  store: () => Promise<SecretStore>
  /** False while a passphrase is still wanted. */
  unlocked: () => Promise<boolean>
  /** Takes the passphrase; throws `secret_unavailable` with reason `wrong_passphrase` where a sealed secret does not open with it. */
  unlock: (passphrase: string, probe: Sealed | null) => Promise<void>
  seal: (secret: Uint8Array) => Promise<Sealed>
  /** Whether a sealed secret can be opened now, as far as can be told without opening it. */
  canOpen: (sealed: Sealed) => Promise<boolean>
  open: (sealed: Sealed) => Promise<Uint8Array>
}
