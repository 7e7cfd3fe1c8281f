// The account and the person that the pages pretend to belong to.
define(['workbench/profile'], function (profile) {
  'use strict';

  const user = { id: 1, name: 'Local User', login: 'user@example.com' };

  return {
    user,
    account: {
      id: 1,
      subdomain: 'local',
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
        subdomain: 'local',
        domain: 'amocrm.ru',
        server: location.origin,
        displayed_count: null,
        displayed_count_by_area: {}
      };
    }
  };
});
