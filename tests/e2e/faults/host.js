/** Faults of what amoCRM hands over: each member, wrong in each way, from each callback on. */
define('faults/host', ['faults/cases', 'faults/kinds'], (cases, { OF_FUNCTIONS, OF_VALUES, replace }) => {
  const self = (visit) => visit.widget
  const settings = (visit) => visit.widget.params

  /** The page's jQuery is the local amoCRM's too: the widget gets a copy to be spoilt. */
  function ownJquery () {
    const whole = window.jQuery
    window.jQuery = Object.assign(function () {}, whole)
    return { owner: window.jQuery, undo: () => { window.jQuery = whole } }
  }

  function ownApp () {
    const whole = window.APP
    window.APP = { ...whole, notifications: { ...whole.notifications } }
    return { owner: window.APP, undo: () => { window.APP = whole } }
  }

  /** Where only `get_settings` is at fault, `params` is as it was, and the other way round. */
  const isObject = (kind) => /gives (an|a P|a r)/.test(kind)

  /**
   * Each: the row of `docs/faults.md`, and how the fault is planted. Rows by the way that is left
   * in a trigger's form that opens under the fault: `editor`, or amoCRM's own `field`.
   */
  const MEMBERS = [
    {
      name: 'get_settings',
      kinds: OF_FUNCTIONS,
      row: (kind) => (isObject(kind) ? '`get_settings` gives an object without `widget_code`' : '`get_settings`'),
      way: (kind) => (isObject(kind) ? 'field' : 'editor'),
      plant: (kind) => (visit) => kind(self(visit), 'get_settings')
    },
    {
      name: 'params',
      kinds: OF_VALUES,
      plant: (kind) => (visit) => {
        const whole = visit.widget.params
        visit.widget.get_settings = () => whole
        return kind(visit.widget, 'params')
      }
    },
    {
      name: 'get_settings and params',
      row: () => '`get_settings` and `params` together',
      way: () => 'field',
      kinds: OF_VALUES,
      plant: (kind) => (visit) => kind(visit.widget, 'params')
    },
    { name: 'i18n', kinds: OF_FUNCTIONS, plant: (kind) => (visit) => kind(self(visit), 'i18n') },
    {
      name: 'texts',
      row: () => 'the sections of `i18n`',
      kinds: OF_VALUES,
      plant: (kind) => (visit) => {
        for (const section of Object.keys(visit.widget.langs)) kind(visit.widget.langs, section)
      }
    },
    {
      name: 'texts',
      row: () => 'the texts of `i18n`',
      kinds: withoutTexts(OF_VALUES),
      plant: (kind) => (visit) => {
        for (const section of Object.values(visit.widget.langs)) {
          for (const key of Object.keys(section)) kind(section, key)
        }
      }
    },
    { name: 'render', kinds: OF_FUNCTIONS, plant: (kind) => (visit) => kind(self(visit), 'render') },
    {
      name: '$authorizedAjax',
      kinds: OF_FUNCTIONS,
      plant: (kind) => (visit) => kind(self(visit), '$authorizedAjax')
    },
    {
      name: '$authorizedAjax().then',
      row: () => '`then` of what `$authorizedAjax` gives',
      kinds: OF_FUNCTIONS,
      plant: (kind) => (visit) => {
        const answer = {}
        kind(answer, 'then')
        visit.widget.$authorizedAjax = () => answer
      }
    },
    {
      name: 'widget_code',
      way: () => 'field',
      kinds: withoutTexts(OF_VALUES),
      plant: (kind) => (visit) => kind(settings(visit), 'widget_code')
    },
    ...['path', 'version', 'default_message', 'max_length'].map((name) => ({
      name,
      kinds: OF_VALUES,
      plant: (kind) => (visit) => kind(settings(visit), name)
    })),
    { name: 'APP', kinds: OF_VALUES, plant: (kind) => () => kind(window, 'APP') },
    {
      name: 'APP.notifications',
      kinds: OF_VALUES,
      plant: (kind) => () => spoilt(ownApp(), (app) => kind(app, 'notifications'))
    },
    ...['show_message', 'show_message_error'].map((name) => ({
      name: `APP.notifications.${name}`,
      kinds: OF_FUNCTIONS,
      plant: (kind) => () => spoilt(ownApp(), (app) => kind(app.notifications, name))
    })),
    { name: 'jQuery', kinds: OF_VALUES, plant: (kind) => () => kind(window, 'jQuery') },
    ...['Deferred', 'when'].map((name) => ({
      name: `jQuery.${name}`,
      kinds: OF_FUNCTIONS,
      plant: (kind) => () => spoilt(ownJquery(), (jquery) => kind(jquery, name))
    }))
  ]

  function spoilt ({ owner, undo }, spoil) {
    spoil(owner)
    return undo
  }

  /** A wrong text of the right kind is no fault. */
  function withoutTexts (kinds) {
    return Object.fromEntries(Object.entries(kinds).filter(([kind]) => kind !== 'is a text'))
  }

  /** What is wrong at `render` is so at the two calls right after it. */
  const MOMENTS = cases.CALLBACKS.filter((one) => !['bind_actions', 'init'].includes(one))

  function casesOf ({ name, kinds, plant, row = () => `\`${name}\``, way = () => 'editor' }) {
    return Object.entries(kinds).flatMap(([kind, apply]) =>
      MOMENTS.map((callback) => ({
        row: row(kind),
        name: `${name} ${kind}`,
        callback,
        way: cases.opensForm(callback) ? way(kind) : cases.usualWay(callback),
        plant: plant(apply)
      }))
    )
  }

  /** Templates that are none. */
  const MARKUP = {
    'an empty text': '',
    'no control': '<p>planted</p>',
    'half of a tag': '<textarea',
    'two textareas': '<textarea>one</textarea><textarea>two</textarea>',
    'a script': '<script>throw new Error("planted")</script><textarea></textarea>',
    'an image that is none': '<img src="data:," onerror="throw new Error(\'planted\')"><textarea></textarea>',
    'a textarea with a name, a text and a limit': '<textarea name="message" maxlength="3">x</textarea>',
    'a textarea in a form': '<form><textarea disabled readonly></textarea></form>'
  }
  const templates = Object.entries(MARKUP).flatMap(([name, markup]) =>
    MOMENTS.map((callback) => ({
      row: 'the template',
      name: `render gives ${name}`,
      callback,
      plant: (visit) => { replace(() => markup)(visit.widget, 'render') }
    }))
  )

  return [...MEMBERS.flatMap(casesOf), ...templates]
})
