// What the page pretends to be: the account's language, theme and version, how its forms are
// built and how slow it is. Chosen in the address: `?locale=en&theme=dark&form=flat&late=500`.
define(['json!/profiles/profiles.json'], function (dimensions) {
  'use strict';

  // Turkish has no texts of the page's own: it stands for a language the widget may not ship.
  const LANGUAGES_OF_THE_PAGE = ['ru', 'en', 'es', 'pt'];

  function isAllowed(dimension, value) {
    return dimension.values.includes(value) || (dimension.milliseconds && /^\d{1,5}$/.test(value));
  }

  function chosen(dimension, query) {
    const value = query.get(dimension.name);
    if (value === null) {
      return dimension.default;
    }
    if (isAllowed(dimension, value)) {
      return value;
    }
    const known = dimension.values.join(', ');
    window.localAmocrm.report(
      'profile',
      'unknown ' + dimension.name + '=' + value + ' in the address; known are ' + known
    );
    return dimension.default;
  }

  function readAddress() {
    const query = new URLSearchParams(location.search);
    return Object.fromEntries(dimensions.map((one) => [one.name, chosen(one, query)]));
  }

  const profile = readAddress();
  const textsLocale = LANGUAGES_OF_THE_PAGE.includes(profile.locale) ? profile.locale : 'en';

  return {
    dimensions,
    ...profile,
    late: Number(profile.late),
    delay: Number(profile.delay),
    /** The language of the page's own texts. */
    textsLocale,
    /** The current address with one choice changed. */
    addressWith(name, value) {
      const address = new URL(location.href);
      address.searchParams.set(name, value);
      return address.href;
    },
    /** The address of another page, with the same choices. */
    pageAddress: (path) => path + location.search,
    /** The choice in force, as it stands in the address. */
    value(name) {
      return String(profile[name]);
    },
    /** A title of the data files, in the page's language. */
    title(titles) {
      return titles[textsLocale];
    }
  };
});
