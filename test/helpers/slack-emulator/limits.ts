type Fields = Record<string, unknown>;
/** Collects what is wrong, each with the place in the payload. */
type Report = (fault: string) => void;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function checkKeys(value: Fields, known: string, at: string, report: Report): void {
  const allowed = new Set(known.split(' '));
  for (const key of Object.keys(value)) if (!allowed.has(key)) report(`unexpected field ${key} at ${at}`);
}

function checkLength(value: unknown, max: number, at: string, report: Report, min = 0): void {
  if (value === undefined && min === 0) return;
  if (typeof value !== 'string') report(`no text at ${at}`);
  else if (value.length < min || value.length > max) report(`${value.length} characters at ${at}, at most ${max}`);
}

function checkText(given: unknown, max: number, at: string, report: Report, mrkdwn = false): void {
  const value = isFields(given) ? given : {};
  checkKeys(value, mrkdwn ? 'type text verbatim emoji' : 'type text emoji', at, report);
  if (value.type !== 'plain_text' && !(mrkdwn && value.type === 'mrkdwn')) report(`wrong text type at ${at}`);
  checkLength(value.text, max, `${at}/text`, report, 1);
}

function checkOption(given: unknown, at: string, report: Report): void {
  const value = isFields(given) ? given : {};
  checkKeys(value, 'text value description', at, report);
  checkText(value.text, 75, `${at}/text`, report);
  checkLength(value.value, 150, `${at}/value`, report, 1);
}

function checkSelect(element: Fields, at: string, report: Report): void {
  checkKeys(element, 'type action_id options initial_option placeholder focus_on_load', at, report);
  if (element.placeholder) checkText(element.placeholder, 150, `${at}/placeholder`, report);
  const options = Array.isArray(element.options) ? element.options : [];
  if (options.length < 1 || options.length > 100) report(`${options.length} options at ${at}, 1 to 100`);
  for (const [index, option] of options.entries()) checkOption(option, `${at}/options/${index}`, report);
  const initial = JSON.stringify(element.initial_option);
  if (initial && !options.some((option) => JSON.stringify(option) === initial)) report(`strange choice at ${at}`);
}

const elements: Record<string, (element: Fields, at: string, report: Report) => void> = {
  button(element, at, report) {
    checkKeys(element, 'type action_id text value style accessibility_label url', at, report);
    checkText(element.text, 75, `${at}/text`, report);
    checkLength(element.value, 2000, `${at}/value`, report);
    checkLength(element.accessibility_label, 75, `${at}/accessibility_label`, report);
    if (element.style && element.style !== 'primary' && element.style !== 'danger') report(`wrong style at ${at}`);
  },
  static_select: checkSelect,
  plain_text_input(element, at, report) {
    checkKeys(element, 'type action_id initial_value multiline min_length max_length placeholder', at, report);
    if (element.placeholder) checkText(element.placeholder, 150, `${at}/placeholder`, report);
    const max = Number(element.max_length ?? 3000);
    if (max < 1 || max > 3000) report(`max_length ${max} at ${at}`);
    checkLength(element.initial_value, max, `${at}/initial_value`, report);
  },
};

function checkElement(given: unknown, allowed: string[], at: string, report: Report, actionIds: Set<unknown>): void {
  const value = isFields(given) ? given : {};
  if (!allowed.includes(String(value.type))) report(`unsupported element at ${at}`);
  checkLength(value.action_id, 255, `${at}/action_id`, report, 1);
  if (actionIds.has(value.action_id)) report(`action_id ${value.action_id} is there twice`);
  actionIds.add(value.action_id);
  elements[String(value.type)]?.(value, at, report);
}

/** What Slack would say about the file of an image block; nothing where it is fine. */
export type JudgeFile = (id: string) => string | undefined;

interface Surface {
  report: Report;
  judgeFile: JudgeFile;
}

const blockKinds: Record<string, (block: Fields, at: string, surface: Surface) => void> = {
  section(block, at, { report }) {
    checkKeys(block, 'type block_id text', at, report);
    checkText(block.text, 3000, `${at}/text`, report, true);
  },
  header(block, at, { report }) {
    checkKeys(block, 'type block_id text', at, report);
    checkText(block.text, 150, `${at}/text`, report);
  },
  divider: (block, at, { report }) => checkKeys(block, 'type block_id', at, report),
  image(block, at, { report, judgeFile }) {
    checkKeys(block, 'type block_id slack_file alt_text title', at, report);
    checkLength(block.alt_text, 2000, `${at}/alt_text`, report, 1);
    if (block.title) checkText(block.title, 2000, `${at}/title`, report);
    const file = isFields(block.slack_file) ? block.slack_file.id : undefined;
    const fault = typeof file === 'string' && /^F[A-Z0-9]{8,}$/.test(file) ? judgeFile(file) : 'wrong file id';
    if (fault) report(`${fault} [json-pointer:${at}/slack_file]`);
  },
  actions(block, at, { report }) {
    const actionIds = new Set();
    checkKeys(block, 'type block_id elements', at, report);
    const all = Array.isArray(block.elements) ? block.elements : [];
    if (all.length < 1 || all.length > 25) report(`${all.length} elements at ${at}, 1 to 25`);
    all.forEach((element, index) => {
      checkElement(element, ['button', 'static_select'], `${at}/elements/${index}`, report, actionIds);
    });
  },
  input(block, at, { report }) {
    checkKeys(block, 'type block_id label element optional hint dispatch_action', at, report);
    checkText(block.label, 2000, `${at}/label`, report);
    checkElement(block.element, ['plain_text_input', 'static_select'], `${at}/element`, report, new Set());
  },
};

/** What breaks Slack's documented limits for blocks, in words; nothing where all is well. */
export function checkBlocks(blocks: unknown, most: number, judgeFile: JudgeFile): string[] {
  const faults: string[] = [];
  const surface: Surface = { report: (fault) => void faults.push(fault), judgeFile };
  if (!Array.isArray(blocks)) return ['blocks are no list'];
  if (blocks.length > most) surface.report(`${blocks.length} blocks, at most ${most}`);
  const blockIds = new Set<unknown>();
  for (const [index, block] of blocks.entries()) {
    const check = isFields(block) ? blockKinds[String(block.type)] : undefined;
    if (!check || !isFields(block)) {
      surface.report(`unsupported block at /blocks/${index}`);
      continue;
    }
    checkLength(block.block_id, 255, `/blocks/${index}/block_id`, surface.report);
    if (block.block_id && blockIds.has(block.block_id)) surface.report(`block_id ${block.block_id} is there twice`);
    blockIds.add(block.block_id);
    check(block, `/blocks/${index}`, surface);
  }
  return faults;
}

/** What breaks Slack's documented limits for a modal or a home tab. */
export function checkView(view: unknown, judgeFile: JudgeFile): string[] {
  const faults: string[] = [];
  const report: Report = (fault) => void faults.push(fault);
  if (!isFields(view)) return ['no view'];
  if (view.type === 'home') checkKeys(view, 'type blocks', '', report);
  else {
    checkKeys(view, 'type callback_id title submit close blocks private_metadata', '', report);
    checkText(view.title, 24, '/title', report);
    const asks = Array.isArray(view.blocks) && view.blocks.some((block) => isFields(block) && block.type === 'input');
    if (view.submit || asks) checkText(view.submit, 24, '/submit', report);
    checkText(view.close, 24, '/close', report);
    checkLength(view.callback_id, 255, '/callback_id', report);
    checkLength(view.private_metadata, 3000, '/private_metadata', report);
  }
  return [...faults, ...checkBlocks(view.blocks, 100, judgeFile)];
}
