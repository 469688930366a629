import type { BlockAction, MessageShortcut, ViewSubmitAction } from '@slack/bolt';
import { picturesIn, readView } from '../answering/blocks.ts';
import type { Address } from '../answering/place.ts';
import { spoilerId } from '../answering/spoilers.ts';
import type { Block } from '../answering/view.ts';
import { publishHome } from '../home.ts';
import { picturesAmong, type SlackFile } from './attachments.ts';
import { type ModalPlace, readModal, showSpoilers } from './modal.ts';
import { type Asked, hostFor, originOf, type SlackParts, take, withLanguage } from './talk.ts';

/** Buttons, menus, modals and the entries of a message's menu. */
export function addPresses(parts: SlackParts): void {
  const { app, chat, turns, redraw, download, fetcher, closing: signal } = parts;

  app.action<BlockAction>(/.+/, async ({ action, body, client }) => {
    const buttonId = action.type === 'static_select' ? action.selected_option.value : action.action_id;
    const { container, message, channel, user, team, response_url: responseUrl, trigger_id: trigger } = body;
    const address: Address = {
      client,
      team: team?.id ?? user.team_id ?? '',
      user: user.id,
      channel: channel?.id,
      thread: container.thread_ts,
      responseUrl,
      event: trigger,
    };
    if (buttonId === spoilerId && action.type === 'button') {
      return showSpoilers(parts.answers, await withLanguage(parts, address), trigger, action.value);
    }
    const asked: Asked = {
      address,
      trigger,
      ...(message?.blocks && { view: readView(message.blocks as Block[]) }),
      ...(container.type === 'view' && { refresh: () => publishHome(parts, address) }),
    };
    const press = async () => {
      const origin = await originOf(parts, address);
      return chat.press({ origin, host: hostFor(parts, address, origin), buttonId, signal });
    };
    if (chat.opensModal(buttonId)) return take(parts, asked, await press());
    const key = `${address.channel ?? address.user}:${container.message_ts}`;
    const outcome = await turns.take(key, press);
    if ('edit' in outcome) await redraw(key, outcome.edit, (edit) => take(parts, asked, { edit }));
    else await take(parts, asked, outcome);
  });

  app.shortcut<MessageShortcut>({ type: 'message_action', callback_id: /.+/ }, async ({ shortcut, client }) => {
    const {
      callback_id: name,
      message,
      channel,
      user,
      team,
      trigger_id: trigger,
      response_url: responseUrl,
    } = shortcut;
    const address: Address = {
      client,
      team: team?.id ?? user.team_id ?? '',
      user: user.id,
      channel: channel.id,
      thread: message.thread_ts as string | undefined,
      responseUrl,
      event: trigger,
    };
    const origin = await originOf(parts, address);
    const files = picturesAmong(download, client, (message.files ?? []) as SlackFile[]);
    const outcome = await chat.choose({
      origin,
      host: hostFor(parts, address, origin),
      name,
      pictures: picturesIn((message.blocks ?? []) as Block[]),
      attachments: files.map((file) => fetcher(origin, file)),
      signal,
    });
    await take(parts, { address, trigger }, outcome);
  });

  app.view<ViewSubmitAction>(/.+/, async ({ view, body, client }) => {
    const place: ModalPlace = JSON.parse(view.private_metadata);
    const { team, user, trigger_id: trigger } = body;
    const address: Address = { ...place, client, team: team?.id ?? user.team_id ?? '', user: user.id, event: trigger };
    const values = readModal(view);
    const origin = await originOf(parts, address);
    const outcome = await chat.submit({
      ...{ origin, host: hostFor(parts, address, origin), signal },
      ...{ id: view.callback_id, values },
    });
    await take(parts, { address, trigger }, outcome);
  });
}
