import MarkdownIt from 'markdown-it'
import type { Html } from './html'

// Badges travel: a criteria text comes from anybody's library. No HTML, no pictures, and links only to the web or to mail.
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true }).disable('image')
markdown.validateLink = (address) => /^(https?:|mailto:)/i.test(address.trim())
markdown.renderer.rules['link_open'] = (tokens, index, options, _environment, self) => {
  tokens[index]!.attrSet('rel', 'nofollow noopener')
  return self.renderToken(tokens, index, options)
}

/** Criteria and descriptions as people write them (CommonMark) to HTML that cannot carry script, markup or pictures. */
export const renderMarkdown = (text: string): Html => ({ html: markdown.render(text.toWellFormed()) })
