/* The addresses of Microsoft's clouds (learn.microsoft.com, Bot Framework authentication and Azure in China, read November 2026). */

export type CloudName = 'public' | 'china';

export interface Cloud {
  /** Who signs what the channel sends, and where the keys are. */
  readonly issuer: string;
  readonly metadataUrl: string;
  /** Where the bot signs in; a tenant's id follows. */
  readonly login: string;
  readonly tokenUrl: string;
  /** Where Teams is called for a conversation that nobody has written from yet, where that is documented. */
  readonly service?: string;
}

export const clouds: Readonly<Record<CloudName, Cloud>> = {
  public: {
    issuer: 'https://api.botframework.com',
    metadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    login: 'https://login.microsoftonline.com',
    tokenUrl: 'https://token.botframework.com',
    service: 'https://smba.trafficmanager.net/teams/',
  },
  china: {
    issuer: 'https://api.botframework.azure.cn',
    metadataUrl: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
    login: 'https://login.partner.microsoftonline.cn',
    tokenUrl: 'https://token.botframework.azure.cn',
  },
};
