/** `style.css`, which amoCRM does not put on the page. */

const CLASS_NAME = 'hand-written__style'

export function ensureStyleSheet (root, { path, version }) {
  if (!path) return
  const href = `${path}/style.css?v=${version}`
  const present = [...document.getElementsByClassName(CLASS_NAME)]
  if (present.some((link) => link.getAttribute('href') === href)) return
  const link = document.createElement('link')
  link.className = CLASS_NAME
  link.rel = 'stylesheet'
  link.href = href
  root.append(link)
}
