import { spawn } from 'node:child_process'
import { environment, root } from './places.mjs'

const heartbeatMs = 20_000

/**
 * Runs a program quietly and collects what it says; a step that takes long says so every 20 seconds.
 * Answers `{ code, output, seconds }`; never throws.
 */
export function run(program, parameters, { env = {}, label, timeoutMs, shell = false } = {}) {
  return new Promise((resolve) => {
    const started = Date.now()
    const seconds = () => Math.round((Date.now() - started) / 1000)
    const chunks = []
    const child = spawn(program, parameters, {
      cwd: root,
      env: environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell,
      windowsHide: true,
    })
    const heartbeat = label && setInterval(() => say(`  ${label}: ${seconds()} s …`), heartbeatMs)
    const limit = timeoutMs && setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    const end = (code) => {
      clearInterval(heartbeat)
      clearTimeout(limit)
      resolve({ code, output: withoutNoise(Buffer.concat(chunks).toString('utf8')), seconds: seconds() })
    }
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.on('error', (error) => {
      chunks.push(Buffer.from(String(error.message)))
      end(127)
    })
    child.on('close', (code, signal) => end(code ?? (signal ? 1 : 0)))
  })
}

/** Runs npm: the one that runs us, else the one on the PATH. */
export function npm(parameters, options = {}) {
  const own = process.env.npm_execpath
  return own?.endsWith('.js')
    ? run(process.execPath, [own, ...parameters], options)
    : run('npm', parameters, { ...options, shell: process.platform === 'win32' })
}

export const say = (line) => process.stdout.write(`${line}\n`)

/** The last lines of what a failed step said, indented. */
export const tail = (output, lines = 60) =>
  output
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n')

/** npm's remarks about the machine's own settings and about engines say nothing about the project. */
const withoutNoise = (text) =>
  text
    .split('\n')
    .filter((line) => !/^npm (warn|WARN) (Unknown \w+ config|EBADENGINE|config)/.test(line))
    .join('\n')
