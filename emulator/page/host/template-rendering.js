// `self.render`: built-in controls and a widget's own templates, by amoCRM's version of Twig.
// Values are not escaped: amoCRM's control templates print them as they are.
define([
  'jquery',
  'twigjs',
  'text!/tmpl/controls/button.twig',
  'text!/tmpl/controls/cancel_button.twig',
  'text!/tmpl/controls/checkbox.twig',
  'text!/tmpl/controls/input.twig',
  'text!/tmpl/controls/textarea.twig'
], function ($, twigjs, button, cancelButton, checkbox, input, textarea) {
  'use strict';

  // Loaded beforehand, since rendering by reference answers at once.
  const controls = new Map(
    Object.entries({ button, cancel_button: cancelButton, checkbox, input, textarea }).map(
      ([name, source]) => ['/tmpl/controls/' + name + '.twig', template(source)]
    )
  );

  function template(source) {
    // The file's last line break belongs to the file, not to the control.
    return twigjs.twig({ data: source.replace(/\n$/, '') });
  }

  function renderControl(ref, params) {
    const control = controls.get(ref);
    if (!control) {
      const known = [...controls.keys()].join(', ');
      window.localAmocrm.report('host', 'the local amoCRM has no ' + ref + '; it has ' + known);
      return '';
    }
    return control.render(params);
  }

  function loadOwnTemplate(source) {
    const version = source.v === undefined ? '' : '?v=' + source.v;
    const loaded = $.Deferred();
    $.ajax({ url: (source.base_path ?? '') + source.href + version, dataType: 'text' })
      .done((text) => {
        const own = twigjs.twig({ data: text });
        source.load?.(own);
        loaded.resolve(own);
      })
      .fail((request) => loaded.reject(request));
    return source.promised ? loaded.promise() : undefined;
  }

  /** One of `{ref}`, `{data}` (both answer with markup) or `{href, base_path, load}`. */
  return function render(source, params) {
    if (source.ref !== undefined) {
      return renderControl(source.ref, params);
    }
    if (source.data !== undefined) {
      return twigjs.twig({ data: source.data }).render(params);
    }
    return loadOwnTemplate(source);
  };
});
