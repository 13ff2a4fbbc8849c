#!/usr/bin/env -S node --max-semi-space-size=2
import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { Post } from '../adapters/tickets';
import { runCli } from './cli/program';
import { exitCodes, type World } from './cli/world';
import type { Config } from './config';
import { demoNodes } from '../demo/nodes';
import type { ChatAdapter } from './ports';

/** The package's folder: the sources run in src/, the build in dist/src/. */
function packageFolder(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : packageFolder(dirname(from));
}

/** What runs on a node. */
function nodeScript(folder: string): string {
  return readFileSync(join(folder, 'deploy', 'node', 'sherlog-read'), 'utf8');
}

/** Where drafts go, with the secrets that takes. */
function postOf({ folder, mail, webhook, smtpPassword, webhookSecret }: Config['tickets']): Post {
  return {
    folder,
    mail: mail && { ...mail, password: smtpPassword },
    webhook: webhook && { url: webhook.url, secret: webhookSecret },
  };
}

const checkOutside: World['checkOutside'] = async ({ slack, teams, http, tickets }, signal) => {
  const checks = await Promise.all([
    slack ? (await import('../adapters/slack/checkup.js')).checkSlack(slack, signal) : [],
    teams ? (await import('../adapters/teams/checkup.js')).checkTeams(teams, http, signal) : [],
    (await import('../adapters/tickets/checkup.js')).checkTicketPost(postOf(tickets), signal),
  ]);
  return checks.flat();
};

/** Opened only when needed: a command that fails never loads it. */
const terminal = () => import('../adapters/terminal/index.js');

/** Resolves when the process is asked to end; asked twice it ends at once, as any other does. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ['SIGTERM', 'SIGINT'] as const;
    const asked = () => {
      for (const signal of signals) process.removeListener(signal, asked);
      resolve();
    };
    for (const signal of signals) process.once(signal, asked);
  });
}
let stopped: Promise<void> | undefined;

function realWorld(): World {
  const folder = packageFolder(__dirname);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const { stdin, stdout, stderr, env } = process;
  const hasColour = stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return {
    stdin,
    stdout,
    stderr,
    env,
    folder: process.cwd(),
    knowledgeFolder: join(folder, 'knowledge'),
    knowledgeSnapshot: join(__dirname, '..', 'knowledge.json'),
    version,
    now: () => new Date(),
    openStore: async (place) => (await import('../adapters/store/index.js')).openStore(place),
    openRemoteLogs: async () =>
      (await import('../adapters/ssh/index.js')).createRemoteLogs(
        { agent: env['SSH_AUTH_SOCK'], account: userInfo().username },
        nodeScript(folder),
      ),
    openOps: async (config) => (await import('../adapters/ops/index.js')).createOps(config, version),
    openTicketPost: async (tickets) =>
      (await import('../adapters/tickets/index.js')).createTicketPost(postOf(tickets)),
    checkOutside,
    draw: async (svg) =>
      (await import('../adapters/picture/index.js')).createDraw(join(folder, 'deploy', 'picture'))(svg),
    demo: {
      nodes: demoNodes,
      openRemoteLogs: async () => (await import('../demo/index.js')).openDemo(nodeScript(folder), Date.now()),
    },
    openChats: async ({ slack, teams, http }, log, { isTeamsLocal = false } = {}) => {
      const isCalled = slack?.transport === 'http' || teams !== undefined || isTeamsLocal;
      const address = isTeamsLocal ? { ...http, host: '127.0.0.1' } : http;
      const web = isCalled ? (await import('../adapters/http/index.js')).createHttp(address) : undefined;
      const chats: ChatAdapter[] = [];
      if (slack) {
        const { createSlack } = await import('../adapters/slack/index.js');
        chats.push(createSlack({ ...slack, ...(web && slack.transport === 'http' ? { web } : {}) }, log));
      }
      if (teams && web) {
        const { createTeamsCloud } = await import('../adapters/teams/index.js');
        chats.push(createTeamsCloud({ ...teams, web }, log));
      }
      if (isTeamsLocal && web) {
        const { createTeamsLocal } = await import('../adapters/teams/index.js');
        chats.push(createTeamsLocal({ web }, log));
      }
      return chats;
    },
    untilStopped: () => (stopped ??= askedToEnd()),
    onReload: (reload) => void process.on('SIGHUP', reload),
    onUnhandled: (tell) => void process.on('unhandledRejection', tell),
    openWeb: async (options) =>
      (await import('../adapters/web/index.js')).createWebChat({
        ...options,
        folder: join(folder, 'deploy', 'web'),
        tell: (sentence) => void stderr.write(`${sentence}\n`),
      }),
    openTerminal: async (locale) =>
      (await terminal()).createTerminal({ input: stdin, output: stdout, locale, hasColour }),
    render: async (reply) => {
      const { render, withFilesSaved, colourStyle, plainStyle } = await terminal();
      // Nobody can press a button of a command that has ended.
      const blocks = reply.blocks.filter((block) => block.kind !== 'buttons');
      return render(
        withFilesSaved({ ...reply, blocks }),
        hasColour ? colourStyle : plainStyle,
        stdout.isTTY ? stdout.columns : Infinity,
      );
    },
  };
}

// A reader that stops early (`sherlog … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.answered);
  throw error;
});

/** How long a process that is done may take to end, in milliseconds. */
const lingerMs = 2_000;

runCli(process.argv.slice(2), realWorld()).then(
  (code) => {
    process.exitCode = code;
    // What still waits for somebody who does not answer is no reason to stay.
    setTimeout(() => process.exit(code), lingerMs).unref();
  },
  (error: unknown) => {
    process.stderr.write(`sherlog failed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodes.failure;
  },
);
