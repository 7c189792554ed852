/**
 * The box round SVG path data: [left, top, right, bottom]. Curves are followed in 24 steps, which is exact to a hundredth of a
 * unit for glyphs; arcs are turned into points by the centre form of SVG 2, appendix B.2.4.
 */
export function inkBox(paths) {
  const box = [Infinity, Infinity, -Infinity, -Infinity]
  const see = (x, y) => {
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  }
  for (const d of paths) follow(d, see)
  return box
}

const argumentsOf = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 }
const numberAt = /[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/iy
const flagAt = /[\s,]*([01])/y
const steps = 24

function follow(d, see) {
  let at = 0
  const read = (pattern) => {
    pattern.lastIndex = at
    const match = pattern.exec(d)
    if (!match) return null
    at = pattern.lastIndex
    return Number(match[1])
  }
  let [x, y, startX, startY] = [0, 0, 0, 0]
  let handle = null // the last curve's second handle, for S and T
  let command = ''
  while (true) {
    const letter = /[\s,]*([a-z])/iy
    letter.lastIndex = at
    const found = letter.exec(d)
    if (found) {
      command = found[1]
      at = letter.lastIndex
    } else if (/^[\s,]*$/.test(d.slice(at))) return
    const kind = command.toUpperCase()
    const relative = command !== kind
    const count = argumentsOf[kind]
    if (count === undefined) throw new Error(`path data with an unknown command: ${d.slice(at, at + 20)}`)
    const args = []
    for (let index = 0; index < count; index++) {
      const value = read(kind === 'A' && (index === 3 || index === 4) ? flagAt : numberAt)
      if (value === null) throw new Error(`path data that stops short: ${d.slice(at, at + 20)}`)
      args.push(value)
    }
    const [ox, oy] = relative ? [x, y] : [0, 0]
    const before = [x, y]
    let nextHandle = null
    if (kind === 'Z') [x, y] = [startX, startY]
    else if (kind === 'H') x = args[0] + ox
    else if (kind === 'V') y = args[0] + oy
    else if (kind === 'A') {
      ;[x, y] = [args[5] + ox, args[6] + oy]
      followArc(before, [x, y], args, see)
    } else {
      const points = []
      for (let index = 0; index < count; index += 2) points.push([args[index] + ox, args[index + 1] + oy])
      const mirrored = handle ? [2 * x - handle[0], 2 * y - handle[1]] : [x, y]
      if (kind === 'S' || kind === 'T') points.unshift(mirrored)
      const end = points.at(-1)
      if (points.length > 1) {
        followCurve([before, ...points], see)
        nextHandle = points.at(-2)
      }
      ;[x, y] = end
      if (kind === 'M') {
        ;[startX, startY] = end
        command = relative ? 'l' : 'L'
      }
    }
    handle = nextHandle
    see(x, y)
  }
}

function followCurve(points, see) {
  for (let step = 1; step < steps; step++) {
    const t = step / steps
    let row = points
    while (row.length > 1)
      row = row
        .slice(1)
        .map(([px, py], index) => [row[index][0] + (px - row[index][0]) * t, row[index][1] + (py - row[index][1]) * t])
    see(...row[0])
  }
}

function followArc([x1, y1], [x2, y2], [rxAsked, ryAsked, turned, large, sweep], see) {
  if (rxAsked === 0 || ryAsked === 0 || (x1 === x2 && y1 === y2)) return
  const phi = (turned * Math.PI) / 180
  const [cos, sin] = [Math.cos(phi), Math.sin(phi)]
  const [dx, dy] = [(x1 - x2) / 2, (y1 - y2) / 2]
  const [px, py] = [cos * dx + sin * dy, -sin * dx + cos * dy]
  let [rx, ry] = [Math.abs(rxAsked), Math.abs(ryAsked)]
  const grow = Math.sqrt((px / rx) ** 2 + (py / ry) ** 2)
  if (grow > 1) [rx, ry] = [rx * grow, ry * grow]
  const under = Math.max(0, (rx * ry) ** 2 - (rx * py) ** 2 - (ry * px) ** 2)
  const factor = (large === sweep ? -1 : 1) * Math.sqrt(under / ((rx * py) ** 2 + (ry * px) ** 2))
  const [qx, qy] = [(factor * rx * py) / ry, (-factor * ry * px) / rx]
  const [cx, cy] = [cos * qx - sin * qy + (x1 + x2) / 2, sin * qx + cos * qy + (y1 + y2) / 2]
  const from = Math.atan2((py - qy) / ry, (px - qx) / rx)
  let by = Math.atan2((-py - qy) / ry, (-px - qx) / rx) - from
  if (sweep && by < 0) by += 2 * Math.PI
  if (!sweep && by > 0) by -= 2 * Math.PI
  for (let step = 1; step < steps; step++) {
    const angle = from + (by * step) / steps
    const [ux, uy] = [rx * Math.cos(angle), ry * Math.sin(angle)]
    see(cos * ux - sin * uy + cx, sin * ux + cos * uy + cy)
  }
}
