import { type Clock, systemClock } from '#lib/clock.ts';
import { type Language, wordsFor } from '#lib/i18n.ts';
import { createId } from '#lib/ids.ts';
import { keepable } from '#lib/keepable.ts';
import type { Log } from '#lib/log.ts';
import type { Caller, Origin, Services } from '#studio/api.ts';
import type { Attachment } from './attachments.ts';
import type { Chat, PressRequest, RunRequest, SayRequest, ShortcutRequest, SubmitRequest } from './chat.ts';
import type { AnyCommand } from './command/command.ts';
import { createCompleter } from './command/complete.ts';
import type { Context } from './context.ts';
import { type Host, plainHost } from './host.ts';
import { answerErrors } from './middleware/answer-errors.ts';
import { answerOnce } from './middleware/answer-once.ts';
import { checkAttachments } from './middleware/check-attachments.ts';
import { fetchAttachments } from './middleware/fetch-attachments.ts';
import type { Handler, Incoming } from './middleware/handler.ts';
import { identify } from './middleware/identify.ts';
import { limitRate } from './middleware/limit-rate.ts';
import { permit } from './middleware/permit.ts';
import { createTokenBuckets } from './middleware/token-buckets.ts';
import { tableOfActions } from './pressing/action-table.ts';
import { unknownButton } from './pressing/actions.ts';
import { readButtonId } from './pressing/buttons.ts';
import { type ChosenAction, type ChosenShortcut, chooseAction, chooseShortcut } from './pressing/choose.ts';
import { createPressedFinder } from './pressing/pressed.ts';
import { countReaction } from './pressing/reactions.ts';
import { createSources, shortcutsOf, tableOfShortcuts } from './pressing/shortcuts.ts';
import { fetchNamedIn, refuseUnwilling } from './reading/named-pictures.ts';
import { type ParsedMessage, type Picked, parseMessage, readPicked } from './reading/parse.ts';
import type { Outcome, Reply } from './reply.ts';
import { streamOf } from './stream.ts';

export interface ChatLimits {
  /** Commands that one person may send at once, and how many come back per minute. A button counts as a quarter. */
  burst: number;
  perMinute: number;
  attachments: number;
  attachmentBytes: number;
}

const defaultLimits: ChatLimits = {
  burst: 40,
  perMinute: 60,
  attachments: 10,
  attachmentBytes: 10 * 2 ** 20,
};

const buttonCost = 0.25;

export interface ChatParts {
  commands: ReadonlyMap<string, AnyCommand>;
  services: Services;
  log: Log;
  limits?: Partial<ChatLimits>;
  clock?: Clock;
  /** Of answers to people whose own language is not known. */
  language?: Language;
}

/**
 * The only way from a platform to the commands. Throws where two commands have an action or a shortcut of one
 * name.
 */
export function createChat({ commands, services, log, limits: given, clock = systemClock, language }: ChatParts): Chat {
  const limits = { ...defaultLimits, ...given };
  const actions = tableOfActions(commands.values());
  const shortcuts = tableOfShortcuts(commands.values());
  const sources = createSources(clock);
  const buckets = createTokenBuckets(limits, clock);
  const contextOf = (request: Incoming & { caller: Caller }): Context => ({
    ...services,
    caller: request.caller,
    origin: request.origin,
    words: request.words,
    signal: request.signal,
    log: request.log,
    commands,
    host: request.host,
    source: sources.find,
  });

  const run: Handler<Incoming & ParsedMessage & { caller: Caller }> = async (request) => {
    const ctx = contextOf(request);
    const values = await fetchNamedIn(ctx, request.command, request.values);
    return { reply: streamOf(request.command.run(ctx, values)) };
  };
  const runAction: Handler<ChosenAction & { caller: Caller }> = async (request) => {
    if (!request.action.run) throw unknownButton();
    return request.action.run(contextOf(request), request.args);
  };
  const submitForm: Handler<ChosenAction & { caller: Caller }> = async (request) => {
    if (!request.action.submit) throw unknownButton();
    return request.action.submit(contextOf(request), request.args, request.values ?? {});
  };
  const runShortcut: Handler<ChosenShortcut & { caller: Caller }> = async (request) => {
    const ctx = contextOf(request);
    // A picture of a person who does not allow it is refused before it is fetched.
    for (const picture of request.lazy) await refuseUnwilling(ctx, picture);
    return request.shortcut.run(ctx, request.message);
  };

  const runAllowed = identify(services.people, permit(fetchAttachments(limits.attachmentBytes, run)));
  /** `read` throws `unknown_command` and `bad_option`. */
  const answerCommand = <Request extends Incoming>(read: (request: Request) => ParsedMessage) => {
    const most = { count: limits.attachments, bytes: limits.attachmentBytes };
    const reading: Handler<Request> = async (request) => runAllowed({ ...request, ...read(request) });
    return answerErrors<Request>(
      (reply) => ({ reply: streamOf(reply) }),
      limitRate(buckets, 1, checkAttachments(most, reading)),
    );
  };
  const answerText = answerCommand<Incoming & { text: string }>(({ text, attachments, words }) =>
    parseMessage(text, attachments, commands, words),
  );
  const answerPicked = answerCommand<Incoming & Picked>((request) => readPicked(request, commands, request.words));
  const withNotice = <Request extends Incoming>(next: Handler<Request>) =>
    answerErrors<Request>((reply) => ({ notice: reply.text }), limitRate(buckets, buttonCost, next));
  const identified = <Request extends Incoming & { command: AnyCommand }>(
    next: Handler<Request & { caller: Caller }>,
  ): Handler<Request> => identify(services.people, permit(next));
  const answerButton = answerOnce(clock, withNotice(chooseAction(actions, identified(runAction))));
  const answerModal = withNotice(chooseAction(actions, identified(submitForm)));
  const answerShortcut = withNotice(chooseShortcut(shortcuts, sources.of, identified(runShortcut)));

  const incoming = ({ origin, signal, host = plainHost, attachments = [] }: IncomingParts): Incoming => {
    const requestId = createId(6);
    return {
      requestId,
      origin: keepable(origin),
      attachments: keepable(attachments),
      host,
      words: wordsFor(origin.language ?? language),
      signal: signal ?? new AbortController().signal,
      log: log.child({ request: requestId }),
    };
  };

  const contextFor = async (origin: Origin): Promise<Context> =>
    contextOf({ ...incoming({ origin }), caller: await services.people.recognize(origin) });

  const completer = createCompleter(commands, contextFor, log);

  return {
    commands,
    async *say(request: SayRequest) {
      yield* repliesIn(await answerText({ ...incoming(request), text: keepable(request.text) }));
    },
    async *run({ command, values, ...request }: RunRequest) {
      yield* repliesIn(await answerPicked({ ...incoming(request), name: command, picked: keepable(values) }));
    },
    shortcuts: shortcutsOf(commands),
    press: (request: PressRequest) => answerButton({ ...incoming(request), actionId: request.buttonId }),
    submit: ({ id, values, ...request }: SubmitRequest) =>
      answerModal({ ...incoming(request), actionId: id, values: keepable(values) }),
    choose: ({ attachments, pictures, name, ...request }: ShortcutRequest) =>
      answerShortcut({ ...incoming(request), name, pictures: keepable(pictures), lazy: attachments }),
    async react(request) {
      try {
        const { origin, ...reaction } = keepable(request);
        return await countReaction(services.gallery, await services.people.identify(origin), reaction);
      } catch (error) {
        log.info({ err: error }, 'a reaction was not counted');
        return undefined;
      }
    },
    opensModal: (id) => {
      const opener = shortcuts.get(id)?.shortcut ?? actions.get(readButtonId(id).action)?.action;
      return opener?.opensModal === true;
    },
    lessonPicture: async (origin, id) => {
      const { caller } = await contextFor(origin);
      return (await services.lessons.look(caller, id)).png;
    },
    archive: async (origin, part) => services.privacy.export((await contextFor(origin)).caller, part),
    complete: (request) => completer(keepable(request)),
    pressed: createPressedFinder(actions, contextFor, log),
  };
}

interface IncomingParts {
  origin: Origin;
  attachments?: Attachment[];
  host?: Host;
  signal?: AbortSignal;
}

async function* repliesIn(outcome: Outcome): AsyncGenerator<Reply, void> {
  if ('reply' in outcome) yield* outcome.reply;
}
