import type { WorkspaceTotals } from '#studio/api.ts';
import { post, request } from '../api.ts';
import type {
  AuditView,
  BackupView,
  ConsoleView,
  LessonView,
  MembersView,
  ModelView,
  ReportView,
  SettingView,
  TastePageView,
  TrainingsView,
} from '../console-views.ts';

export type { WorkspaceTotals };

/** What the console asks of the server about one workspace. */
export interface ConsoleApi {
  /** The address of something of this workspace, for pictures and the live stream. */
  url(path: string, query?: Record<string, string | number>): string;
  overview(days: number): Promise<ConsoleView>;
  people(page: number): Promise<MembersView>;
  taste(): Promise<TastePageView>;
  models(page: number): Promise<ModelView[]>;
  trainings(page: number): Promise<TrainingsView>;
  reports(page: number): Promise<ReportView[]>;
  lessons(page: number): Promise<LessonView[]>;
  audit(page: number): Promise<AuditView[]>;
  settings(): Promise<SettingView[]>;
  change(changes: Record<string, string>): Promise<SettingView[]>;
  backups(): Promise<BackupView[]>;
  /** Does something at an address of the console, such as `/rollback`. */
  act<Result = object>(path: string, body?: object): Promise<Result>;
}

/** Lets this browser in with a key from chat. */
export const enterConsole = (key: string) => post<object>('/api/console/enter', { key });

/** `workspace` is the id of the one to look at; the person's own where it is empty. */
export function createConsoleApi(workspace: string): ConsoleApi {
  const url: ConsoleApi['url'] = (path, query = {}) => {
    const asked = Object.entries({ workspace, ...query }).filter(([, value]) => value !== '');
    const search = new URLSearchParams(asked.map(([key, value]) => [key, String(value)])).toString();
    return `/api/console${path}${search ? `?${search}` : ''}`;
  };
  const read = <Result>(path: string, query?: Record<string, string | number>) => request<Result>(url(path, query));
  return {
    url,
    overview: (days) => read('', { days }),
    people: (page) => read('/people', { page }),
    taste: () => read('/taste'),
    models: (page) => read('/models', { page }),
    trainings: (page) => read('/trainings', { page }),
    reports: (page) => read('/reports', { page }),
    lessons: (page) => read('/lessons', { page }),
    audit: (page) => read('/audit', { page }),
    settings: () => read('/settings'),
    change: (changes) => post(url('/settings'), { changes }),
    backups: () => read('/backups'),
    act: (path, body = {}) => post(url(path), body),
  };
}
