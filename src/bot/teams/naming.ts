/** What people see of the app in Teams: its name, its color, and the command in the menu of a message. Everything that needs them takes them from here. */
export const APP_NAME = 'Deskside';
/** Behind the icon; `#rrggbb`. */
export const ACCENT_COLOR = '#1f3a5f';
/** The message extension's only command. */
export const CREATE_TICKET = { id: 'create_ticket', title: 'Create ticket', description: 'Make an IT ticket of this message' } as const;

/** Where Teams sends what people do, below the public address. */
export const MESSAGES_PATH = '/api/messages';
