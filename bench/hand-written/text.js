/** Texts as they pass between field and textarea. */

export function withLf (text) {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** Without unpaired surrogates, on which jQuery's `$.param` throws. */
export function wellFormed (text) {
  return text.toWellFormed?.() ?? text.replace(/\p{Surrogate}/gu, '\ufffd')
}

/** A text of the widget's language file. */
export function textOf (host, section, key) {
  return host.i18n(section)?.[key] ?? key
}
