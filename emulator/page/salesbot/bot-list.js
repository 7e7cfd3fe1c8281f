// The saved bots: opened, run, removed, and new ones added.
define([
  'jquery',
  'texts',
  'host/notifications',
  'host/server',
  'salesbot/block-form',
  'salesbot/blocks',
  'salesbot/bot-run'
], function ($, text, notifications, server, blockForm, blocks, botRun) {
  'use strict';

  function drawSteps(bot) {
    return $('<details>', { class: 'bot__steps' }).append(
      $('<summary>', { text: text('salesbot.steps') }),
      $('<pre>', { text: JSON.stringify(JSON.parse(bot.steps), null, 2) })
    );
  }

  function drawHead(bot, block, buttons) {
    const path = block.entry.path;
    return $('<div>', { class: 'bot__head' }).append(
      $('<img>', { src: path + '/images/logo_small.png', alt: '', width: 54, height: 54 }),
      $('<h2>', {
        text: bot.id ? text('salesbot.bot', { number: bot.id, name: block.name }) : block.name
      }),
      buttons
    );
  }

  function button(part, key) {
    return $('<button>', { type: 'button', class: 'button-input bot__' + part, text: text(key) });
  }

  return function createBotList(entries, saved) {
    /** The open forms by the elements of their bots. */
    const forms = new Map();
    const $list = $('<div>', { class: 'bots' });
    const $add = $('<button>', {
      type: 'button',
      class: 'stage__add bots__add',
      text: '+ ' + text('salesbot.add')
    });

    function replace($bot, bot) {
      forms.delete($bot[0]);
      const $new = drawBot(bot);
      $bot.replaceWith($new);
      $new.find('.bot__open').trigger('focus');
    }

    function close($bot, bot) {
      if (bot.id) {
        replace($bot, bot);
        return;
      }
      forms.delete($bot[0]);
      $bot.remove();
      $add.trigger('focus');
    }

    function open($bot, block, bot, params) {
      $bot.find('.bot__open').attr('aria-expanded', 'true');
      const parts = { $place: $bot.find('.bot__form'), block, bot, params };
      const form = blockForm.open(parts, {
        saved: (changed) => replace($bot, changed),
        cancel: () => close($bot, bot)
      });
      forms.set($bot[0], form);
    }

    function remove($bot, bot) {
      server
        .remove('/local/bots/' + bot.id)
        .done(() => {
          forms.delete($bot[0]);
          $bot.remove();
          $add.trigger('focus');
        })
        .fail((request) => {
          notifications.show_message_error({ text: server.reason(request) });
        });
    }

    function drawOrphan(bot) {
      return $('<section>', {
        class: 'bot',
        text: text('trigger.orphan', { code: bot.widget })
      });
    }

    /** A bot that was saved can be run, opened again and removed. */
    function drawBot(bot) {
      const block = blocks.of(entries, bot);
      if (!block) {
        return drawOrphan(bot);
      }
      const $bot = $('<section>', { class: 'bot', 'data-bot': bot.id, 'aria-label': block.name });
      const $open = button('open', 'salesbot.open').attr('aria-expanded', 'false');
      const $remove = button('remove', 'source.remove');
      $open.on('click', () =>
        forms.has($bot[0]) ? close($bot, bot) : open($bot, block, bot, bot.params)
      );
      $remove.on('click', () => remove($bot, bot));
      const isSaved = bot.id !== 0;
      return $bot.append(
        drawHead(bot, block, isSaved && [$open, $remove]),
        $('<div>', { class: 'bot__form' }),
        isSaved && [drawSteps(bot), botRun.draw(bot)]
      );
    }

    function add(block, params) {
      const bot = { id: 0, widget: block.entry.code, handler: block.handler };
      const $bot = drawBot(bot);
      $list.append($bot);
      open($bot, block, bot, params ?? blocks.defaults(block));
    }

    /** What is open, to be opened again after a reload. */
    function unsaved() {
      return [...forms.entries()]
        .filter(([element]) => $.contains(document.documentElement, element))
        .map(([, form]) => ({ bot: form.bot, params: form.read() }));
    }

    function reopen(kept) {
      kept.forEach(({ bot, params }) => {
        const block = blocks.of(entries, bot);
        const $bot = $list.find('[data-bot=' + bot.id + ']');
        if (block && bot.id === 0) {
          add(block, params);
        } else if (block && $bot.length) {
          open($bot, block, bot, params);
        }
      });
    }

    function draw() {
      $add.on('click', () => blocks.choose(blocks.all(entries), (block) => add(block)));
      $list.append(saved.map(drawBot));
      return $('<div>').append($list, $add);
    }

    return { draw, reopen, unsaved };
  };
});
