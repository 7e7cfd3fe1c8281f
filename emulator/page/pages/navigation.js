// Goes from page to page without loading the document anew, as amoCRM does.
define([
  'jquery',
  'texts',
  'host/app-global',
  'host/widget-loader',
  'pages/integrations-page',
  'pages/leads-page',
  'pages/pipeline-page',
  'pages/salesbot-page',
  'workbench/profile'
], function (
  $,
  text,
  app,
  loader,
  integrationsPage,
  leadsPage,
  pipelinePage,
  salesbotPage,
  profile
) {
  'use strict';

  const PAGES = [leadsPage, pipelinePage, salesbotPage, integrationsPage];
  let $navigation;
  let $holder;

  function pageAt(path) {
    return PAGES.find((page) => page.path === path) ?? pipelinePage;
  }

  function markCurrent(page) {
    $navigation.find('a').each((_, link) => {
      const isCurrent = link.dataset.page === page.name;
      $(link).attr('aria-current', isCurrent ? 'page' : null);
    });
  }

  function draw(page) {
    markCurrent(page);
    app.enterPage({ area: page.area, entity: page.entity, $el: $holder });
    page.draw($holder.empty());
  }

  /** First the widgets end, then everybody hears of it, then the old page goes. */
  function go(page) {
    loader.leavePage();
    $(document).trigger('page:changed');
    draw(page);
  }

  function follow(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.which > 1) {
      return;
    }
    event.preventDefault();
    const page = PAGES.find((one) => one.name === event.currentTarget.dataset.page);
    history.pushState(null, '', event.currentTarget.href);
    go(page);
    $holder.trigger('focus');
  }

  function link(page) {
    return $('<a>', {
      href: profile.pageAddress(page.path),
      'data-page': page.name,
      class: 'page-navigation__link',
      text: text('page.' + page.name)
    });
  }

  function start($nav, $main) {
    $navigation = $nav.attr('aria-label', text('page.navigation')).append(PAGES.map(link));
    $holder = $main;
    // Pages and windows have links to other pages too.
    $(document).on('click', 'a[data-page]', follow);
    const page = pageAt(location.pathname);
    if (page.path !== location.pathname) {
      history.replaceState(null, '', page.path + location.search);
    }
    window.addEventListener('popstate', () => go(pageAt(location.pathname)));
    draw(page);
  }

  return { start };
});
