/** Somebody the desk knows, as the store holds them. */
export interface Person {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly title: string;
  readonly department: string;
  readonly managerId: number | null;
  /** IANA zone; every instant shown to this person is written in it. */
  readonly timeZone: string;
  /** Left people keep their history and may do nothing. */
  readonly status: 'active' | 'left';
  /** Administrator of systems; never self-service for accounts. */
  readonly privileged: boolean;
}

/** Who acts, with all that `authorize` needs to know of them. Built from verified platform fields only. */
export interface Actor {
  readonly person: Person;
  /** Ids of the support teams this person works in. */
  readonly teamIds: readonly number[];
}
