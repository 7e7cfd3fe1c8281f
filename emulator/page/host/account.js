// The account and the person that the pages pretend to belong to.
define(['workbench/profile', 'json!/profiles/account.json'], function (profile, data) {
  'use strict';

  const { user } = data;

  return {
    user,
    account: {
      id: data.id,
      subdomain: data.subdomain,
      language: profile.locale,
      version: Number(profile.account)
    },
    /** What `self.system()` answers in the area. */
    system(area) {
      return {
        area,
        amouser_id: user.id,
        amouser: user.login,
        amohash: '',
        subdomain: data.subdomain,
        domain: 'amocrm.ru',
        server: location.origin,
        displayed_count: null,
        displayed_count_by_area: {}
      };
    }
  };
});
