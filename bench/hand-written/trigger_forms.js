/** Where the message of this widget stands in the pipeline's page; see `src/form/trigger_forms.rs`. */

const FIELD = 'input[name=message], textarea[name=message]'
const HOOK_FORM = '[data-action=send_widget_hook]'
const TILE = '.digital-pipeline__item, .digital-pipeline__item-inner'
const MARKER = 'digital-pipeline__short-task_widget-style_'
const ANY_MARKER = `[class*=${MARKER}]`

/** The forms of the widget installed as `code`, one field each. */
export function findForms (page, code, body) {
  const marker = MARKER + code
  const found = new Map()
  const add = (fields, isWanted) => {
    for (const control of fields) {
      const form = formOf(control)
      if (!found.has(form) && isWanted(control)) found.set(form, { control, form })
    }
  }
  const isOwned = (field) => ownerOf(field)?.classList.contains(marker) ?? false

  if (body) {
    add(body.querySelectorAll(FIELD), (field) => {
      const owner = ownerOf(field)
      return !code || !owner || owner.classList.contains(marker)
    })
  }
  const markers = code ? page.getElementsByClassName(marker) : []
  if (markers.length === 0) return [...found.values()]
  for (const one of markers) {
    const place = one.closest(TILE) ?? one.parentElement?.parentElement
    if (place) add(place.querySelectorAll(FIELD), isOwned)
  }
  if (found.size === 0) {
    add(page.querySelectorAll(FIELD), (field) => isOwned(field) && isNearItsOwner(field))
  }
  return [...found.values()]
}

/** The marker in the nearest ancestor that has any; of several the last one before the field. */
function ownerOf (field) {
  for (let place = field.parentElement; place; place = place.parentElement) {
    if (place.matches(ANY_MARKER)) return place
    const markers = [...place.querySelectorAll(ANY_MARKER)]
    if (markers.length > 0) return markers.findLast((marker) => isBefore(marker, field)) ?? markers[0]
  }
  return null
}

function isBefore (marker, field) {
  return (marker.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}

function isNearItsOwner (field) {
  if (field.closest(HOOK_FORM)) return true
  for (let place = field.parentElement; place && place.tagName !== 'BODY'; place = place.parentElement) {
    if (place.querySelector(ANY_MARKER)) return true
  }
  return false
}

function formOf (control) {
  return control.closest(HOOK_FORM) ?? control.form ?? control.parentElement ?? control
}
