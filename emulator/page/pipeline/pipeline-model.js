// The saved triggers of the pipeline. Saving sends the whole set, as amoCRM's page does.
define(['jquery', 'host/server', 'json!/profiles/pipeline.json'], function ($, server, pipeline) {
  'use strict';

  /** Each: `{id, stage_id, event, widget: {code, settings: {FIELD: text}}}`. */
  let triggers = [];

  function take(answer) {
    triggers = answer.actions;
    return triggers;
  }

  function load() {
    return server.get('/local/pipelines/' + pipeline.id).then(take);
  }

  function saveAll(changed) {
    try {
      return server
        .post('/ajax/settings/pipeline/leads/' + pipeline.id + '/save', { actions: changed })
        .then(take, (request) => $.Deferred().reject(server.reason(request)).promise());
    } catch (error) {
      // `$.param` cannot write an unpaired surrogate.
      return $.Deferred().reject(error.name + ': ' + error.message).promise();
    }
  }

  /** Saves one trigger among the others; answers with it as the server keeps it. */
  function save(trigger) {
    const index = triggers.findIndex((one) => one.id === trigger.id);
    const changed = [...triggers];
    if (index < 0) {
      changed.push(trigger);
    } else {
      changed[index] = trigger;
    }
    return saveAll(changed).then((saved) => saved[index < 0 ? saved.length - 1 : index]);
  }

  function remove(trigger) {
    return saveAll(triggers.filter((one) => one.id !== trigger.id));
  }

  return { id: pipeline.id, stages: pipeline.stages, all: () => triggers, load, save, remove };
});
