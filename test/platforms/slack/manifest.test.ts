import { describe, expect, it } from 'vitest';
import { loadCommands } from '#chat/command/load.ts';
import { manifestOf } from '#platforms/slack/manifest.ts';
import { commandsFolder } from '../../helpers/chat.ts';
import { allScopes } from '../../helpers/slack-emulator/emulator.ts';

interface Manifest {
  features: {
    slash_commands: { command: string; description: string; usage_hint?: string; url?: string }[];
    shortcuts: { name: string; callback_id: string; description: string }[];
  };
  oauth_config: { scopes: { bot: string[] }; redirect_urls?: string[] };
  settings: {
    event_subscriptions: { request_url?: string };
    interactivity: { request_url?: string };
    socket_mode_enabled: boolean;
  };
}

const commands = await loadCommands(commandsFolder);
const bySocket = manifestOf(commands) as Manifest;
const byHttp = manifestOf(commands, { publicUrl: 'https://easel.example.org' }) as Manifest;

describe("Slack's manifest", () => {
  it('has each command, but for those that Slack has itself, and one for all', () => {
    const names = bySocket.features.slash_commands.map(({ command }) => command);
    expect(names).toContain('/easel');
    expect(names).toContain('/generate');
    expect(names).not.toContain('/help');
    expect(names).toHaveLength(commands.size);
  });

  it('hints at the options', () => {
    const mix = bySocket.features.slash_commands.find(({ command }) => command === '/mix');
    expect(mix?.usage_hint).toMatch(/^a b \[more\.\.\.\]/);
  });

  it('has an entry for each shortcut, within the limits', () => {
    expect(bySocket.features.shortcuts.length).toBeGreaterThan(0);
    expect(bySocket.features.shortcuts.length).toBeLessThanOrEqual(10);
    for (const { name, description } of bySocket.features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });

  it('asks for no more than is used', () => {
    expect(bySocket.oauth_config.scopes.bot).toEqual(allScopes);
  });

  it('goes by Socket Mode where Easel has no public address, and by HTTP where it has', () => {
    expect(bySocket.settings).toMatchObject({ socket_mode_enabled: true });
    expect(JSON.stringify(bySocket)).not.toContain('https:');
    expect(byHttp.settings).toMatchObject({
      socket_mode_enabled: false,
      interactivity: { request_url: 'https://easel.example.org/slack/events' },
      event_subscriptions: { request_url: 'https://easel.example.org/slack/events' },
    });
    expect(byHttp.features.slash_commands.every(({ url }) => url === 'https://easel.example.org/slack/events')).toBe(
      true,
    );
    expect(byHttp.oauth_config.redirect_urls).toEqual(['https://easel.example.org/slack/oauth_redirect']);
  });
});
