import type { AchievementDetails, Translation } from '../contract/achievement'
import { publishedAssertion, publishedCredential } from './award-documents'
import type { SiteAward, SiteIssuer, SiteVersion } from './facts'
import { html, webAddress, type Html } from './html'
import { renderMarkdown } from './markdown'
import { pageDay, pageTime, pageWord, type PageWord } from './words'

/**
 * The public pages: plain HTML that needs no script, loads nothing from elsewhere and carries OpenGraph tags. `root` is the
 * relative way to the site's top ("../../"), so that the pages also work from a folder on a memory stick.
 */

/** Marks a file as ours, so that publishing never overwrites somebody else's (`targets/folder.ts`). */
export const generatorMark = '<meta name="generator" content="Blazon">'

type Page = {
  title: string
  description: string
  /** Absolute addresses, for OpenGraph. */
  address: string
  picture: { address: string; alt: string } | null
  root: string
  alternates?: { address: string; type: string }[]
  body: Html
}

const policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

function page({ title, description, address, picture, root, alternates = [], body }: Page): string {
  return (
    '<!doctype html>\n' +
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${{ html: generatorMark }}
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <title>${title}</title>
        <meta name="description" content="${description}" />
        <meta property="og:type" content="website" />
        <meta property="og:title" content="${title}" />
        <meta property="og:description" content="${description}" />
        <meta property="og:url" content="${address}" />
        ${
          picture &&
          html`<meta property="og:image" content="${picture.address}" />
            <meta property="og:image:alt" content="${picture.alt}" />
            <meta name="twitter:card" content="summary" /> `
        }
        <link rel="canonical" href="${address}" />
        ${alternates.map((alternate) => html`<link rel="alternate" type="${alternate.type}" href="${alternate.address}" /> `)}
        <link rel="stylesheet" href="${root}assets/site.css" />
      </head>
      <body>
        ${body}
      </body>
    </html> `.html
  )
}

const issuerLine = (issuer: SiteIssuer): Html => {
  const address = webAddress(issuer.url)
  return address ? html`<a href="${address}" rel="noopener">${issuer.name}</a>` : html`${issuer.name}`
}

/** The page of one version of a badge: `badges/<token>/v<n>.html`. */
export function badgePage(version: SiteVersion, base: string): string {
  const file = `badges/${version.token}/v${version.version}`
  const said = version.achievement
  return page({
    title: `${version.name} · ${version.issuer.name}`,
    description: version.description,
    address: `${base}/${file}.html`,
    picture: { address: `${base}/${file}.png`, alt: version.altText },
    root: '../../',
    alternates: [{ address: `${base}/${file}.json`, type: 'application/ld+json' }],
    body: html`<main class="badge">
      <img src="v${version.version}.png" alt="${version.altText}" width="300" height="300" />
      <p class="kind">${pageWord('badge')}</p>
      <h1>${version.name}</h1>
      ${said?.strapline && html`<p><strong>${said.strapline}</strong></p> `}<p class="lead">${version.description}</p>
      <p>${pageWord('awardedBy')} ${issuerLine(version.issuer)}</p>
      ${said && aboutBadge(said)}<h2>${pageWord('criteria')}</h2>
      <div class="criteria">${renderMarkdown(version.criteria)}</div>
      ${said && earningBadge(said)}${said?.translations.map(translationPart)}${version.tags.length > 0 && html`<p class="tags">${pageWord('tags')}: ${version.tags.join(', ')}</p> `}
      <p><a href="../../verify.html">${pageWord('verifyAny')}</a></p>
      <p class="documents">
        ${pageWord('documents')}: <a href="v${version.version}.json">${pageWord('badgeClass')}</a> ·
        <a href="v${version.version}.achievement.json">${pageWord('achievement')}</a>
      </p>
    </main>`,
  })
}

const paragraph = (title: PageWord, text: string): Html | false =>
  text !== '' &&
  html`<h2>${pageWord(title)}</h2>
    <p>${text}</p> `

/** What the badge says to whoever is shown it. Nothing said leaves nothing: the page of an awarded version never changes. */
const aboutBadge = ({ consumerDescription }: AchievementDetails): Html =>
  html`${paragraph('forViewers', consumerDescription)}`

/** What it says to whoever wants to earn it. */
function earningBadge({ earnerDescription, timeToEarn, evidenceType, modelUrl }: AchievementDetails): Html {
  const model = webAddress(modelUrl)
  return html`${paragraph('forEarners', earnerDescription)}${timeToEarn && html`<p>${pageTime(timeToEarn)}</p> `}${evidenceType !== '' && html`<p>${pageWord(`evidence${evidenceType}`)}</p> `}${model && html`<p><a href="${model}" rel="noopener">${pageWord('model')}</a></p> `}`
}

/** The badge in another language. */
const translationPart = ({ language, name, description, criteria }: Translation): Html =>
  html`<section lang="${language}">
    <h2>${name}</h2>
    ${description !== '' && html`<p>${description}</p> `}${criteria !== '' && renderMarkdown(criteria)}
  </section> `

/** The public page of one award: `assertions/<hh>/<token>.html`. A person's name stands in it only where the issuer shows names. */
export function awardPage(award: SiteAward, base: string): string {
  const { version, token } = award
  const folder = token.slice(0, 2)
  const badge = `../../badges/${version.token}/v${version.version}`
  const revoked = award.revokedAt !== null
  const [credential, assertion] = [publishedCredential(award), publishedAssertion(award)]
  const onHold = !revoked && award.suspendedAt !== null
  return page({
    title: `${version.name} · ${version.issuer.name}`,
    description: revoked
      ? pageWord('revoked', { date: pageDay(award.revokedAt!) })
      : onHold
        ? pageWord('onHold', { date: pageDay(award.suspendedAt!) })
        : version.description,
    address: `${base}/assertions/${folder}/${token}.html`,
    picture: { address: `${base}/badges/${version.token}/v${version.version}.png`, alt: version.altText },
    root: '../../',
    alternates: assertion === null ? [] : [{ address: `${base}/${assertion.path}`, type: 'application/ld+json' }],
    body: html`<main class="award">
      ${revoked && html`<p class="revoked" role="status"><strong>${pageWord('revoked', { date: pageDay(award.revokedAt!) })}</strong> ${award.revokedReason && pageWord('revokedReason', { reason: award.revokedReason })}</p> `}${onHold && html`<p class="on-hold" role="status"><strong>${pageWord('onHold', { date: pageDay(award.suspendedAt!) })}</strong></p> `}<img
        src="${badge}.png"
        alt="${version.altText}"
        width="300"
        height="300"
      />
      <p class="kind">${pageWord('award')}</p>
      <h1><a href="${badge}.html">${version.name}</a></h1>
      <p class="lead">${version.description}</p>
      <dl>
        ${
          award.recipientName &&
          html`<dt>${pageWord('awardedTo')}</dt>
            <dd>${award.recipientName}</dd> `
        }
        <dt>${pageWord('awardedBy')}</dt>
        <dd>${issuerLine(version.issuer)}</dd>
        <dt>${pageWord('awardedOn')}</dt>
        <dd><time datetime="${award.awardedAt}">${pageDay(award.awardedAt)}</time></dd>
        <dt>${pageWord('expiresOn')}</dt>
        <dd>
          ${award.expiresAt ? html`<time datetime="${award.expiresAt}">${pageDay(award.expiresAt)}</time>` : pageWord('neverExpires')}
        </dd>
      </dl>
      <h2>${pageWord('criteria')}</h2>
      <div class="criteria">${renderMarkdown(version.criteria)}</div>
      <p>${pageWord('metBy', { date: pageDay(award.awardedAt) })}</p>
      ${
        award.met !== undefined &&
        award.met.length > 0 &&
        html`<ul class="met">
            ${award.met.map(metItem)}
          </ul> `
      }${
        award.narrative !== '' &&
        html`<h2>${pageWord('note')}</h2>
          <div>${renderMarkdown(award.narrative)}</div> `
      }${
        award.evidence.length > 0 &&
        html`<h2>${pageWord('evidence')}</h2>
          <ul>
            ${award.evidence.map(evidenceItem)}
          </ul> `
      }
      <p><a class="button" href="../../verify.html#${token}">${pageWord('verify')}</a></p>
      <p class="documents">
        ${pageWord('documents')}:
        ${credential && html`<a href="../../${credential.path}">${pageWord('credential')}</a>`}${credential && assertion && ' · '}${assertion && html`<a href="../../${assertion.path}">${pageWord('assertion')}</a>`}
      </p>
    </main>`,
  })
}

const metItem = ({ words, at }: NonNullable<SiteAward['met']>[number]): Html =>
  html`<li>${words}, <time datetime="${at}">${pageDay(at)}</time></li> `

function evidenceItem(evidence: SiteAward['evidence'][number]): Html {
  const address = evidence.url ? webAddress(evidence.url) : null
  const name = evidence.name ?? evidence.url ?? ''
  return html`<li>
    ${address ? html`<a href="${address}" rel="nofollow noopener">${name}</a>` : name}${evidence.narrative && html` ${renderMarkdown(evidence.narrative)}`}
  </li>`
}

/** The site's front page: the badges that were awarded, and where to check one. */
export function indexPage(versions: readonly SiteVersion[], base: string): string {
  const issuers = [...new Set(versions.map((version) => version.issuer.name))]
  const title = issuers.length === 0 ? pageWord('badges') : `${pageWord('badges')} · ${issuers.join(', ')}`
  return page({
    title,
    description: pageWord('howToVerify'),
    address: `${base}/`,
    picture: null,
    root: '',
    body: html`<main class="index">
      <h1>${title}</h1>
      <p class="lead">${pageWord('howToVerify')}</p>
      <p><a class="button" href="verify.html">${pageWord('verifyAny')}</a></p>
      ${
        versions.length === 0
          ? html`<p>${pageWord('noBadges')}</p>`
          : html`<ul class="badges">
              ${versions.map(
                (version) =>
                  html`<li>
                    <a href="badges/${version.token}/v${version.version}.html"
                      ><img
                        src="badges/${version.token}/v${version.version}.png"
                        alt=""
                        width="120"
                        height="120"
                        loading="lazy"
                      /><span>${version.name}</span></a
                    >
                  </li> `,
              )}
            </ul>`
      }
    </main>`,
  })
}

/** The one style sheet of the site, light and dark; nothing is loaded from elsewhere. */
export const siteStyle = `/* Blazon */
:root { color-scheme: light dark; --ground: #faf8f4; --ink: #1d2228; --quiet: #5c646d; --line: #e3ded5; --action: #0f6b57; --on-action: #fff; --danger: #b3261e; --warning: #8a5a00 }
@media (prefers-color-scheme: dark) { :root { --ground: #16181b; --ink: #eceae5; --quiet: #a3a9b1; --line: #353a40; --action: #4cc2a5; --on-action: #06241d; --danger: #ff8a80; --warning: #f0b95a } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 Inter, system-ui, sans-serif }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: anywhere }
h1 { font-size: 1.75rem; line-height: 1.2; margin: .25rem 0 .5rem }
h2 { font-size: 1.0625rem; margin: 2rem 0 .5rem }
a { color: var(--action); text-underline-offset: .15em }
h1 a { color: inherit; text-decoration: none }
h1 a:hover { text-decoration: underline }
img { display: block; max-width: 100%; height: auto }
.kind { color: var(--quiet); margin: 1rem 0 0 }
.lead { font-size: 1.125rem; margin: 0 0 1rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0 }
dt { color: var(--quiet) }
dd { margin: 0 }
.button { display: inline-block; background: var(--action); color: var(--on-action); padding: .6rem 1rem; border-radius: 6px; text-decoration: none; font-weight: 600 }
:focus-visible { outline: 2px solid var(--action); outline-offset: 2px }
.revoked { border: 2px solid var(--danger); color: var(--danger); border-radius: 8px; padding: .75rem 1rem; margin: 0 0 1.5rem }
.on-hold { border: 2px solid var(--warning); color: var(--warning); border-radius: 8px; padding: .75rem 1rem; margin: 0 0 1.5rem }
.tags, .documents { color: var(--quiet); font-size: .875rem }
.documents { border-top: 1px solid var(--line); padding-top: 1rem; margin-top: 2rem }
.badges { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 1.5rem }
.badges a { display: grid; justify-items: center; gap: .5rem; text-align: center; text-decoration: none }
`

/**
 * Netlify, Cloudflare Pages and their like: documents may be read from other origins and say what they are (formats.md
 * §2.5), pages may load nothing from elsewhere. Issuers' documents stay what the host makes of `.json`: some are bare JWKs.
 */
export const headersFile = `# Blazon
/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
${['/assertions/*', '/credentials/*', '/badges/*', '/issuers/*', '/status/*'].map((path) => `${path}\n  Access-Control-Allow-Origin: *\n`).join('')}/status/*
  Cache-Control: public, max-age=300
/assertions/*
  Cache-Control: public, max-age=300
/issuers/*
  Cache-Control: public, max-age=300
/assertions/*.json
  Content-Type: application/ld+json
/badges/*.json
  Content-Type: application/ld+json
/credentials/*.json
  Content-Type: application/vc+ld+json
/status/*.json
  Content-Type: application/vc+ld+json
/credentials/*.jwt
  Content-Type: text/plain; charset=utf-8
`

/** Apache: the same, where mod_headers is on; conditions by address came with 2.4, as mod_authz_core did. */
export const htaccessFile = `# Blazon
AddType application/json .json
AddType text/plain .jwt
AddDefaultCharset utf-8
Options -Indexes
<IfModule mod_headers.c>
  Header set X-Content-Type-Options "nosniff"
  Header set Referrer-Policy "no-referrer"
  <FilesMatch "\\.(json|jwt|png|svg)$">
    Header set Access-Control-Allow-Origin "*"
  </FilesMatch>
  <FilesMatch "\\.json$">
    Header set Cache-Control "public, max-age=300"
  </FilesMatch>
</IfModule>
<IfModule mod_authz_core.c>
  <If "%{REQUEST_URI} =~ m#/(assertions|badges)/.*[.]json$#">
    ForceType application/ld+json
  </If>
  <If "%{REQUEST_URI} =~ m#/(credentials|status)/.*[.]json$#">
    ForceType application/vc+ld+json
  </If>
</IfModule>
`
