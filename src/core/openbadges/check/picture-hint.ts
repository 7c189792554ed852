/** What a picture without a badge seems to be, told from its name, its size and what lies beside its pixels; null where nothing tells. */
export type PictureHint = 'screenshot' | 'saved_as_photo' | null

/** As computers and phones name screenshots, in the languages of their makers' larger markets. */
const screenshotName =
  /screen[\s_-]?(shot|grab|cap|clip)|snipping|bildschirmfoto|capture d.[ée]cran|captura de|schermafbeelding|sk[äae]rm(avbild|bild|billede)|skjermbilde|zrzut|снимок экрана|スクリーンショット|屏幕截图|스크린샷/i
/** As cameras, photo libraries and chats name what they save. */
const photoName =
  /^(img|image|photo|pxl|dsc|mvimg|fb_img|picture)[\s_-]?\d|^image\d*\.|whatsapp|telegram|signal-\d|messenger|received_\d|^[0-9a-f]{8}-[0-9a-f]{4}-/i
const screenshotMaker =
  /screen ?(shot|grab|cap)|snipp|greenshot|shutter|spectacle|flameshot|sharex|lightshot|scrot|gnome-shell/i

/** Sizes of the screens of telephones and computers: the shorter side in pixels, with the longer ones that go with it. */
const screens: Readonly<Record<number, readonly number[]>> = {
  640: [1136],
  720: [1280, 1520, 1560, 1600],
  750: [1334],
  768: [1024, 1366],
  828: [1792],
  900: [1440, 1600],
  1080: [1920, 2160, 2220, 2280, 2316, 2340, 2400, 2408, 2412],
  1125: [2436],
  1170: [2532],
  1179: [2556],
  1206: [2622],
  1242: [2208, 2688],
  1284: [2778],
  1290: [2796],
  1320: [2868],
  1440: [2560, 2960, 3040, 3088, 3120, 3200],
  1600: [2560],
  1800: [2880],
  1964: [3024],
  2160: [3840],
}

/**
 * Guesses how a PNG lost its badge, for advice only. `bytes` are a PNG or anything else: then only the name counts.
 * Never throws; reads at most a thousand chunks and no pixels.
 */
export function pictureHint(bytes: Uint8Array, fileName = ''): PictureHint {
  if (screenshotName.test(fileName)) return 'screenshot'
  const { width, height, texts, apple } = lookInto(bytes)
  if (screenshotMaker.test(texts)) return 'screenshot'
  if (screens[Math.min(width, height)]?.includes(Math.max(width, height))) return 'screenshot'
  return apple || photoName.test(fileName) ? 'saved_as_photo' : null
}

/** The size of a PNG, what its texts say, and whether Apple's encoder wrote it: only that writes `iDOT`. */
function lookInto(bytes: Uint8Array): { width: number; height: number; texts: string; apple: boolean } {
  const found = { width: 0, height: 0, texts: '', apple: false }
  if (bytes.length < 33 || bytes[1] !== 0x50 || bytes[2] !== 0x4e || bytes[3] !== 0x47) return found
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  found.width = view.getUint32(16)
  found.height = view.getUint32(20)
  for (let at = 8, count = 0; count < 1000 && at + 12 <= bytes.length; count++) {
    const length = view.getUint32(at)
    if (length > bytes.length - at - 12) break
    const type = latin1(bytes.subarray(at + 4, at + 8))
    if (type === 'iDOT') found.apple = true
    if (['tEXt', 'iTXt', 'eXIf'].includes(type) && found.texts.length < 10_000)
      found.texts += latin1(bytes.subarray(at + 8, at + 8 + Math.min(length, 2000)))
    at += 12 + length
  }
  return found
}

const latin1 = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
