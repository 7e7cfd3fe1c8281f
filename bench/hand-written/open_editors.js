import { removeStyleSheet } from './style_sheet.js'

/** The editors that are open, one a form, with the widget object that asked for each. */
export class OpenEditors {
  constructor () {
    this.owners = new Map()
  }

  in (form) {
    return this.all().some((editor) => form.contains(editor.layout.root))
  }

  add (editor, owner) {
    this.owners.set(editor, owner)
  }

  closeAllOf (owner) {
    this.close(this.all().filter((editor) => this.owners.get(editor) === owner))
    if (this.owners.size === 0) removeStyleSheet()
  }

  /** Those whose form has left the document. */
  closeOrphans () {
    this.close(this.all().filter((editor) => !editor.isInDocument()))
  }

  /** A list of its own: amoCRM may call back while an editor closes. */
  all () {
    return [...this.owners.keys()]
  }

  close (editors) {
    for (const editor of editors) {
      this.owners.delete(editor)
      editor.close()
    }
  }
}
