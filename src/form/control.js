// @ts-check
/**
 * The classes of the textarea in amoCRM's rendered control. This is the one place of the widget
 * that takes markup: into a template, whose content is inert, so that no script in it runs and no
 * image is fetched.
 * @param {string} markup
 * @returns {string | undefined} nothing where there is no textarea
 */
export function classOfTextarea (markup) {
  const template = document.createElement('template')
  // eslint-disable-next-line no-restricted-properties -- the one place
  template.innerHTML = markup
  return template.content.querySelector('textarea')?.className
}
