// `window.APP`, also called `AMOCRM`: the part of it that is documented and needed so far.
define([
  'jquery',
  'host/account',
  'host/notifications',
  'host/widget-loader',
  'workbench/call-log',
  'workbench/profile'
], function ($, account, notifications, loader, callLog, profile) {
  'use strict';

  const constants = {
    account: account.account,
    user: account.user,
    managers: { 1: { id: 1, title: account.user.name, login: account.user.login, active: true } }
  };
  let area = '';

  function logged(owner, methods) {
    const wrapped = Object.entries(methods).map(([name, method]) => [
      name,
      (...values) => callLog.call('host', undefined, owner + name, values, () => method(...values))
    ]);
    return Object.fromEntries(wrapped);
  }

  const app = {
    lang_id: profile.locale,
    data: { current_entity: '', current_card: false, current_list: null, current_view: null },
    notifications: logged('APP.notifications.', notifications),
    widgets: { list: loader.list, system: {}, clear_cache: $.noop },
    ...logged('APP.', {
      constant: (name) => constants[name],
      getBaseEntity: () => app.data.current_entity,
      getWidgetsArea: () => area,
      isCard: () => false
    })
  };
  window.APP = app;
  window.AMOCRM = app;

  return {
    /** Says which page is open. */
    enterPage(page) {
      area = page.area;
      app.data.current_entity = page.entity;
      app.data.current_view = { $el: page.$el };
    }
  };
});
