// A page without widgets: going there ends those of the page before.
define(['jquery', 'texts'], function ($, text) {
  'use strict';

  function draw($holder) {
    $holder.append(
      $('<h1>', { text: text('page.leads') }),
      $('<p>', { text: text('leads.explanation') })
    );
  }

  return { name: 'leads', path: '/leads', area: 'leads', entity: 'leads', draw };
});
