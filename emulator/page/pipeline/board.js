// The stages with their triggers: opens and closes forms, adds and removes triggers.
define([
  'jquery',
  'texts',
  'host/notifications',
  'pipeline/add-trigger',
  'pipeline/condition-select',
  'pipeline/let-it-happen',
  'pipeline/pipeline-model',
  'pipeline/trigger-form',
  'pipeline/trigger-tile',
  'workbench/profile'
], function (
  $,
  text,
  notifications,
  addTrigger,
  conditionSelect,
  letItHappen,
  model,
  triggerForm,
  triggerTile,
  profile
) {
  'use strict';

  return function createBoard(entries) {
    /** The open forms by their tiles. */
    const forms = new Map();
    const entryOf = (trigger) => entries.find((entry) => entry.code === trigger.widget.code);

    function toggled($tile, isOpen) {
      $tile.find('.trigger-tile__open').attr('aria-expanded', String(isOpen));
      $tile.closest('.stage').toggleClass('stage_open', isOpen);
    }

    function close($tile) {
      forms.get($tile[0])?.close();
      forms.delete($tile[0]);
      toggled($tile, false);
      if ($tile.attr('data-process-id') === '') {
        const $stage = $tile.closest('.stage');
        $tile.remove();
        $stage.find('.stage__add').trigger('focus');
      } else {
        $tile.find('.trigger-tile__open').trigger('focus');
      }
    }

    /** Where one form at a time is open: closes the others, unless something is unsaved there. */
    function makeRoom($tile) {
      if (profile.open === 'several') {
        return true;
      }
      const others = [...forms.entries()].filter(([tile]) => tile !== $tile[0]);
      const changed = others.find(([, form]) => form.isChanged());
      if (changed) {
        notifications.show_message({ text: text('trigger.unsaved') });
        changed[1].$heading.trigger('focus');
        return false;
      }
      others.forEach(([tile]) => close($(tile)));
      return true;
    }

    function save($tile, changed) {
      return model.save(changed).done((saved) => {
        forms.get($tile[0])?.close();
        forms.delete($tile[0]);
        toggled($tile, false);
        const $saved = drawTile(saved);
        $tile.replaceWith($saved);
        $saved.find('.trigger-tile__open').trigger('focus');
      });
    }

    function remove($tile, trigger) {
      const removed = trigger.id === '' ? $.Deferred().resolve() : model.remove(trigger);
      removed
        .done(() => {
          $tile.attr('data-process-id', '');
          close($tile);
        })
        .fail((reason) => {
          notifications.show_message_error({ text: text('trigger.not-saved', { reason }) });
        });
    }

    function open($tile, trigger, unsaved) {
      if (forms.has($tile[0])) {
        close($tile);
        return;
      }
      if (!makeRoom($tile)) {
        return;
      }
      toggled($tile, true);
      const parts = { $tile, trigger, entry: entryOf(trigger), unsaved };
      const form = triggerForm.open(parts, {
        save: (changed) => save($tile, changed),
        cancel: () => close($tile),
        remove: () => remove($tile, trigger)
      });
      forms.set($tile[0], form);
    }

    function drawTile(trigger) {
      const entry = entryOf(trigger);
      if (!entry) {
        return triggerTile.drawOrphan(trigger);
      }
      const $tile = triggerTile.draw(trigger, entry);
      $tile.on('click', '.trigger-tile__open', () => open($tile, trigger));
      $tile.on('click', '.trigger-tile__happen', (event) => {
        const isUnsaved = Boolean(forms.get($tile[0])?.isChanged());
        letItHappen.open({ trigger, entry, isUnsaved }, $(event.currentTarget));
      });
      return $tile;
    }

    function add($stage, code, unsaved) {
      const stageId = $stage.attr('data-stage');
      const trigger = {
        id: '',
        stage_id: stageId,
        event: conditionSelect.first,
        widget: { code, settings: {} }
      };
      const $tile = drawTile(trigger);
      $stage.find('.stage__triggers').append($tile);
      open($tile, trigger, unsaved);
      if (forms.has($tile[0])) {
        forms.get($tile[0]).$heading.trigger('focus');
      } else {
        $tile.remove();
      }
    }

    function drawStage(stage) {
      const $stage = $('<section>', {
        class: 'stage',
        'data-stage': stage.id,
        'aria-label': profile.title(stage.title)
      });
      const $add = $('<button>', {
        type: 'button',
        class: 'stage__add',
        text: '+ ' + text('trigger.add')
      });
      const choosable = entries.filter((entry) => entry.active === 'Y');
      $add.on('click', () => {
        addTrigger.choose(choosable, (entry) => add($stage, entry.code));
      });
      const triggers = model.all().filter((trigger) => trigger.stage_id === stage.id);
      return $stage.append(
        $('<h2>', { class: 'stage__title', text: profile.title(stage.title) }).css(
          'border-color',
          stage.color
        ),
        $('<div>', { class: 'stage__triggers' }).append(triggers.map(drawTile)),
        $add
      );
    }

    /** What is open, to be opened again after a reload. */
    function unsaved() {
      return [...forms.values()]
        .filter((form) => form.isOpen())
        .map((form) => ({
          id: form.trigger.id,
          stage: form.trigger.stage_id,
          code: form.trigger.widget.code,
          ...form.unsaved()
        }));
    }

    function reopen($board, kept) {
      kept.forEach((one) => {
        const $stage = $board.find('.stage[data-stage=' + one.stage + ']');
        const trigger = model.all().find((saved) => saved.id === one.id);
        if (one.id === '' && entries.some((entry) => entry.code === one.code)) {
          add($stage, one.code, one);
        } else if (trigger && entryOf(trigger)) {
          open($board.find('[data-process-id=' + one.id + ']'), trigger, one);
        }
      });
    }

    return {
      draw: () => $('<div>', { class: 'board' }).append(model.stages.map(drawStage)),
      reopen,
      unsaved
    };
  };
});
