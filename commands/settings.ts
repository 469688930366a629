import {
  isSettingKey,
  readForm,
  readFormName,
  readPlace,
  readSetting,
  settingsModal,
  settingsReply,
  unset,
} from '#chat/answers/settings-form.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Context } from '#chat/context.ts';
import { unknownButton } from '#chat/pressing/actions.ts';
import type { Reply } from '#chat/reply.ts';
import type { SettingKey } from '#studio/api.ts';

type Changes = Record<string, string | undefined>;

async function show(ctx: Context): Promise<Reply> {
  const [states, models] = [await ctx.settings.list(ctx.caller), await ctx.models.list(ctx.caller)];
  return settingsReply(states, models, ctx.host.capabilities, ctx.words);
}

/** Changes what is named, and shows all. */
async function change(ctx: Context, { model, ...changes }: Changes): Promise<Reply> {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined) as [SettingKey, string][];
  const asked = given.map(([key, typed]) => {
    const value = readSetting(key, typed, ctx.words);
    return [key, value && readValue(ctx, key, value)];
  });
  if (asked.length) await ctx.settings.change(ctx.caller, Object.fromEntries(asked));
  if (model) await ctx.models.use(ctx.caller, model);
  return show(ctx);
}

/** `here` is the channel in which it is said. */
function readValue({ caller, host }: Context, key: SettingKey, value: string): string {
  if (key === 'news' && value.trim().toLowerCase() === 'here') return caller.channel;
  return readPlace(key, value, host.capabilities);
}

export default command({
  name: 'settings',
  summary: 'Shows and changes what has been decided here',
  examples: ['/settings', '/settings style:noto', '/settings nightly:03:30 zone:Europe/Berlin', '/settings daily:none'],
  private: true,
  options: {
    style: option.text({ summary: 'The style where nothing says another one', suggest: 'style' }),
    model: option.text({ summary: 'The model to paint with', suggest: 'model' }),
    retrain: option.text({ summary: 'Who may retrain: admins, everyone, or a role or user group', pick: 'role' }),
    nightly: option.text({ summary: 'When to train at night, such as 03:30' }),
    zone: option.text({ summary: 'The time zone, such as Europe/Berlin' }),
    news: option.text({ summary: 'The channel for news, or here', pick: 'channel' }),
    daily: option.text({ summary: 'How many pictures a person may paint in a day' }),
    count: option.text({ summary: 'How many pictures one request may paint, 1 to 9' }),
    keep: option.text({
      summary: 'For how many days pictures are kept that nobody marked; four times as long the others',
    }),
    promote: option.text({ summary: 'With how many votes a picture is offered to the admins as an emoji' }),
    reports: option.text({ summary: 'How many people report a picture before it is hidden until an admin decides' }),
    words: option.text({ summary: 'Words and phrases that are not painted here, separated by commas' }),
    wordlist: option.choice(['on', 'off'], {
      summary: 'Whether the words that come with Easel are not painted either',
    }),
    taste: option.choice(['on', 'off'], { summary: 'Whether to pick the best of many by votes' }),
  },
  admin: true,
  run: change,
  actions: {
    set: {
      async run(ctx, [key = '', value = unset]) {
        if (key !== 'model' && !isSettingKey(key)) throw unknownButton();
        return { edit: await change(ctx, { [key]: value }) };
      },
    },
    settings: {
      opensModal: true,
      async run(ctx, [argument]) {
        const form = readFormName(argument);
        if (!form) throw unknownButton();
        return { modal: settingsModal(form, await ctx.settings.list(ctx.caller), ctx.words) };
      },
      async submit(ctx, [argument], values) {
        const form = readFormName(argument);
        if (!form) throw unknownButton();
        return { edit: await change(ctx, readForm(form, values)) };
      },
    },
  },
});
