//! Short words for what every step does.

use sea_orm_migration::{prelude::*, schema::*};

/// A table with the given columns and, unless a compound key is given, a UUID `id`.
pub struct Make {
    table: TableCreateStatement,
    name: &'static str,
    indexes: Vec<IndexCreateStatement>,
}

pub fn table(name: &'static str) -> Make {
    let mut make = bare(name);
    make.table.col(uuid("id").primary_key());
    make
}

/// A table whose key is named with [`Make::key`].
pub fn bare(name: &'static str) -> Make {
    Make { table: Table::create().table(name).to_owned(), name, indexes: Vec::new() }
}

impl Make {
    pub fn col(mut self, column: ColumnDef) -> Self {
        self.table.col(column);
        self
    }

    /// A required reference to another table's `id`.
    pub fn to(self, column: &'static str, table: &'static str) -> Self {
        self.reference(uuid(column), column, table)
    }

    /// A reference that may be absent.
    pub fn maybe_to(self, column: &'static str, table: &'static str) -> Self {
        self.reference(uuid_null(column), column, table)
    }

    fn reference(mut self, definition: ColumnDef, column: &'static str, table: &'static str) -> Self {
        self.table.col(definition).foreign_key(ForeignKey::create().from(self.name, column).to(table, "id"));
        self.index(&[column])
    }

    pub fn key(mut self, columns: &[&'static str]) -> Self {
        let mut key = Index::create();
        for column in columns {
            key.col(*column);
        }
        self.table.primary_key(&mut key);
        self
    }

    pub fn unique(self, columns: &[&'static str]) -> Self {
        self.add(columns, true)
    }

    pub fn index(self, columns: &[&'static str]) -> Self {
        self.add(columns, false)
    }

    fn add(mut self, columns: &[&'static str], unique: bool) -> Self {
        let mut index = Index::create();
        index
            .name(format!("{}_{}_{}", if unique { "uq" } else { "ix" }, self.name, columns.join("_")))
            .table(self.name);
        for column in columns {
            index.col(*column);
        }
        if unique {
            index.unique();
        }
        self.indexes.push(index);
        self
    }

    pub async fn on(self, db: &SchemaManager<'_>) -> Result<(), DbErr> {
        db.create_table(self.table).await?;
        for index in self.indexes {
            db.create_index(index).await?;
        }
        Ok(())
    }
}

/// Drops the tables in the order given: those that refer to others first.
pub async fn drop_tables(db: &SchemaManager<'_>, names: &[&'static str]) -> Result<(), DbErr> {
    for name in names {
        db.drop_table(Table::drop().table(*name).to_owned()).await?;
    }
    Ok(())
}

pub fn instant(name: &'static str) -> ColumnDef {
    timestamp_with_time_zone(name)
}

pub fn instant_null(name: &'static str) -> ColumnDef {
    timestamp_with_time_zone_null(name)
}

/// An exact decimal in ten-thousandths.
pub fn amount_null(name: &'static str) -> ColumnDef {
    big_integer_null(name)
}

/// Counts the writes to a row, so that a stale write is told from a fresh one.
pub fn revision() -> ColumnDef {
    big_integer("revision").default(1).to_owned()
}

/// True for rows that a demonstration invented: the screen says so.
pub fn sample() -> ColumnDef {
    boolean("sample").default(false).to_owned()
}
