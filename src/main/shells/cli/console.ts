/** Where the command line speaks: results on one stream, everything for people on the other. */
export type Console = {
  /** A line of the result (standard output). */
  result: (line: string) => void
  /** A result that is handed on letter for letter; only a terminal gets the line end it needs. */
  verbatim: (text: string) => void
  /** A line for the person at the keyboard (standard error). */
  say: (line: string) => void
  /** Replaces the last progress line; nothing where standard error is no terminal. */
  progress: (line: string) => void
}

/** The console over two streams. */
export function consoleOver(
  out: NodeJS.WritableStream & { isTTY?: boolean },
  err: NodeJS.WritableStream & { isTTY?: boolean },
): Console {
  let showing = 0
  const wipe = () => {
    if (showing > 0) err.write(`\r${' '.repeat(showing)}\r`)
    showing = 0
  }
  return {
    result: (line) => {
      wipe()
      out.write(`${line}\n`)
    },
    verbatim: (text) => {
      wipe()
      out.write(out.isTTY && !text.endsWith('\n') ? `${text}\n` : text)
    },
    say: (line) => {
      wipe()
      err.write(`${line}\n`)
    },
    progress: (line) => {
      if (!err.isTTY) return
      wipe()
      err.write(line)
      showing = line.length
    },
  }
}
