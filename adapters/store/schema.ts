/**
 * The database's form, step by step: a database takes the steps it has not had yet (`user_version` counts them). A step that
 * was shipped is never changed.
 */
export const migrations: readonly string[] = [
  `create table kept (
     kind text not null,
     id text not null,
     scope text not null,
     at text not null,
     version integer not null,
     body text not null,
     primary key (kind, id)
   ) without rowid;
   create index kept_in_scope on kept (kind, scope, at);
   create index kept_by_time on kept (kind, at);`,
];
