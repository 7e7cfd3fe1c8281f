/** `style.css`, which amoCRM does not put on the page. */

const CLASS_NAME = 'hand-written__style'

export function ensureStyleSheet ({ path, version }) {
  if (!path) return
  const href = `${path}/style.css?v=${version}`
  const present = [...document.getElementsByClassName(CLASS_NAME)]
  if (present.some((link) => link.getAttribute('href') === href)) return
  const link = document.createElement('link')
  link.className = CLASS_NAME
  link.rel = 'stylesheet'
  link.href = href
  // Beside an editor it would be loaded anew with each.
  document.body.append(link)
}

/** No editor is left that it could serve. */
export function removeStyleSheet () {
  for (const link of [...document.getElementsByClassName(CLASS_NAME)]) link.remove()
}
