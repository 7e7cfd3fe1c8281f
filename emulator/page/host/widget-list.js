// The installed widgets, as the server lists them. amoCRM keeps the answer for 30 minutes; here
// it is asked anew for each page, since a widget being developed changes all the time.
define(['host/connected-sources', 'host/server', 'workbench/profile'], function (
  connectedSources,
  server,
  profile
) {
  'use strict';

  function reportMissing(answer) {
    answer.problems.forEach((problem) => window.localAmocrm.report('widget', problem));
  }

  /** All installed widgets, active or not, for the area's page. */
  function load(area) {
    return server
      .post('/ajax/widgets/list', { area, locale: profile.locale })
      .done(reportMissing)
      .then((answer) => answer.widgets)
      .done((entries) => {
        entries.forEach((entry) => connectedSources.set(entry.code, entry.pipeline_id));
      });
  }

  /** Whether the widget asks for the location, with or without a `-0` or `-1` behind it. */
  function hasLocation(entry, location) {
    const locations = entry.manifest.locations ?? [];
    return locations.some((one) => one.replace(/-[01]$/, '') === location);
  }

  return { load, hasLocation };
});
