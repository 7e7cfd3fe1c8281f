// How a block's values reach the widget: documented flat; working widgets also look for them one
// level down, or for each value in an object of its own.
define(['workbench/profile'], function (profile) {
  'use strict';

  function withManualValues(params) {
    return Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, { value_manual: value }])
    );
  }

  const SHAPES = {
    flat: (params) => ({ ...params }),
    nested: (params) => ({ params: { ...params } }),
    manual: withManualValues,
    'nested-manual': (params) => ({ params: withManualValues(params) })
  };

  return SHAPES[profile.params];
});
