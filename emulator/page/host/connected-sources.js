// Which pipeline a widget is a source of leads for: what `self.get_pipeline_id()` answers.
define(function () {
  'use strict';

  const pipelines = new Map();

  return {
    set: (code, pipelineId) => pipelines.set(code, pipelineId ?? null),
    /** The pipeline's number, or null. */
    pipelineOf: (code) => pipelines.get(code) ?? null
  };
});
