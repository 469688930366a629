import { type Clock, systemClock } from '#lib/clock.ts';
import { createId } from '#lib/ids.ts';
import type { Log } from '#lib/log.ts';
import type { Caller, Origin, Services, Upload } from '#studio/api.ts';
import { type ActionTable, tableOfActions } from './action-table.ts';
import { unknownButton } from './actions.ts';
import { isButtonId, readButtonId } from './buttons.ts';
import type { Chat, PressRequest, SayRequest } from './chat.ts';
import type { AnyCommand } from './command.ts';
import { createCompleter } from './complete.ts';
import type { Context } from './context.ts';
import { answerErrors } from './middleware/answer-errors.ts';
import { checkAttachments } from './middleware/check-attachments.ts';
import type { Handler, Incoming } from './middleware/handler.ts';
import { identify } from './middleware/identify.ts';
import { limitRate } from './middleware/limit-rate.ts';
import { permit } from './middleware/permit.ts';
import { createTokenBuckets } from './middleware/token-buckets.ts';
import { type ParsedMessage, parseMessage } from './parse.ts';
import { createPressedFinder } from './pressed.ts';
import type { Reply } from './reply.ts';

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
  attachmentBytes: 20 * 2 ** 20,
};

const buttonCost = 0.25;

export interface ChatParts {
  commands: ReadonlyMap<string, AnyCommand>;
  services: Services;
  log: Log;
  limits?: Partial<ChatLimits>;
  clock?: Clock;
}

/** The one door through which platforms reach the commands. Throws where two commands have an action of one name. */
export function createChat({ commands, services, log, limits: given, clock = systemClock }: ChatParts): Chat {
  const limits = { ...defaultLimits, ...given };
  const actions = tableOfActions(commands.values());
  const buckets = createTokenBuckets(limits, clock);
  const contextOf = (request: Incoming & { caller: Caller }): Context => ({
    ...services,
    caller: request.caller,
    origin: request.origin,
    attachments: request.attachments,
    signal: request.signal,
    log: request.log,
    commands,
  });

  const run: Handler<Incoming & ParsedMessage & { caller: Caller }> = async (request) => ({
    reply: replies(request.command.run(contextOf(request), request.values)),
  });
  const act: Handler<Incoming & ChosenAction & { caller: Caller }> = async (request) =>
    request.action.run(contextOf(request), request.args);

  const answerText = answerErrors<Incoming & { text: string }>(
    (reply) => ({ reply: replies(reply) }),
    limitRate(
      buckets,
      1,
      checkAttachments(
        { count: limits.attachments, bytes: limits.attachmentBytes },
        parse(commands, identify(services.people, permit(run))),
      ),
    ),
  );
  const answerButton = answerErrors<Incoming & { buttonId: string }>(
    (reply) => ({ notice: reply.text }),
    limitRate(buckets, buttonCost, chooseAction(actions, identify(services.people, permit(act)))),
  );

  const incoming = ({ origin, signal = new AbortController().signal, attachments = [] }: IncomingParts): Incoming => {
    const requestId = createId(6);
    return { requestId, origin, attachments, signal, log: log.child({ request: requestId }) };
  };

  const contextFor = async (origin: Origin): Promise<Context> =>
    contextOf({ ...incoming({ origin }), caller: await services.people.identify(origin) });

  return {
    commands,
    async *say(request: SayRequest) {
      const outcome = await answerText({ ...incoming(request), text: request.text });
      if ('reply' in outcome) yield* outcome.reply;
    },
    press: (request: PressRequest) => answerButton({ ...incoming(request), buttonId: request.buttonId }),
    complete: createCompleter(commands, contextFor, log),
    pressed: createPressedFinder(actions, contextFor, log),
  };
}

interface IncomingParts {
  origin: Origin;
  attachments?: Upload[];
  signal?: AbortSignal;
}

type ChosenAction = NonNullable<ReturnType<ActionTable['get']>> & { args: string[] };

/** Reads the typed text. Throws `unknown_command`, `bad_option`. */
function parse<Request extends Incoming & { text: string }>(
  commands: ReadonlyMap<string, AnyCommand>,
  next: Handler<Request & ParsedMessage>,
): Handler<Request> {
  return (request) => next({ ...request, ...parseMessage(request.text, request.attachments, commands) });
}

/** Finds the action by the first part of the button's id. Throws `bad_option`. */
function chooseAction<Request extends Incoming & { buttonId: string }>(
  actions: ActionTable,
  next: Handler<Request & ChosenAction>,
): Handler<Request> {
  return (request) => {
    if (!isButtonId(request.buttonId)) throw unknownButton();
    const { action, args } = readButtonId(request.buttonId);
    const chosen = actions.get(action);
    if (!chosen) throw unknownButton();
    return next({ ...request, ...chosen, args });
  };
}

/** Whatever a command answers with, as a stream. */
async function* replies(answer: Reply | Promise<Reply> | AsyncIterable<Reply>): AsyncGenerator<Reply, void> {
  if (Symbol.asyncIterator in answer) yield* answer;
  else yield await answer;
}
