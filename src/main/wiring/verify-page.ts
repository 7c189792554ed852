import html from '../../../resources/verify-page/verify.html?raw'
import style from '../../../resources/verify-page/verify.css?raw'
import script from '../../../resources/verify-page/verify.js?raw'
import type { VerifyPage } from '../../core/publishing/site-files'

/** The visitor's verifier as `npm run build` made it (src/verify-page). */
export const verifyPage: VerifyPage = { html, style, script }
