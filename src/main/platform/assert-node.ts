/** better-sqlite3 is built for Node-API 10 and ends older Nodes without a word: say it before it is loaded. */
export function assertNode(nodeApi = process.versions['napi'], version = process.version): void {
  if (Number(nodeApi) >= 10) return
  process.stderr.write(
    `Blazon needs Node 22.14 or newer (this is ${version}). Please run it through npm: "npm start", "npm test" or "npm run -s blazon".\n`,
  )
  process.exit(70)
}
