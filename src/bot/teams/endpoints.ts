import type { TeamsCloud, TeamsSettings } from './settings.ts';

/** Where Microsoft is, for its clouds. */
interface Endpoints {
  /** What the SDK wants to hear of a cloud that is not the public one. */
  readonly channelService: string | undefined;
  /** Says where the keys are with which Teams' requests are signed. */
  readonly openIdMetadataUrl: string;
  readonly issuer: string;
  /** What a token for the connector is for. */
  readonly scope: string;
  readonly login: string;
}

const ENDPOINTS: Readonly<Record<TeamsCloud, Endpoints>> = {
  public: {
    channelService: undefined,
    openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    issuer: 'https://api.botframework.com',
    scope: 'https://api.botframework.com',
    login: 'https://login.microsoftonline.com/',
  },
  us_government: {
    channelService: 'https://botframework.azure.us',
    openIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    issuer: 'https://api.botframework.us',
    scope: 'https://api.botframework.us',
    login: 'https://login.microsoftonline.us/',
  },
};

/** Of the cloud that is set; what stands in for it in tests goes first. */
export function endpointsOf({ cloud, stand }: Pick<TeamsSettings, 'cloud' | 'stand'>): Endpoints {
  const { issuer, openIdMetadataUrl } = stand ?? ENDPOINTS[cloud];
  return { ...ENDPOINTS[cloud], issuer, openIdMetadataUrl };
}
