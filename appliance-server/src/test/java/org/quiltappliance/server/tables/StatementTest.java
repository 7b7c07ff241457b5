package org.quiltappliance.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

class StatementTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                " ( select 1 ) ",
                "WITH a AS (SELECT 1) FROM a",
                "FROM \"a/b\" LIMIT 5",
                "VALUES (1)",
                "/* why */ SELECT 1 -- so",
                "SELECT ';' FROM t",
                "SELECT \"a;b\" FROM t",
                "SELECT $$ ; COPY $$",
                "SELECT $x$ ; $$ $x$",
                "SELECT E'\\';' FROM t",
                "SELECT 'it''s; fine'",
                "SELECT /* ; /* nested ; */ */ 1",
                "SELECT read_count, query, \"glob\" FROM t WHERE name GLOB 'a*'",
                "SELECT * FROM t; ; --end"
            })
    void selectionsPass(String text) {
        assertThat(Statement.of(text).sql()).isNotBlank().doesNotEndWith(";");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | Write a SELECT statement.",
                "; | Write a SELECT statement.",
                "SELECT 1; SELECT 2 | Only one statement at a time can be run.",
                "SELECT 1 /* */ ; DROP TABLE t | Only one statement at a time can be run.",
                "COPY (SELECT 1) TO 'x' | Only SELECT statements can be run here.",
                "((COPY t TO 'x')) | Only SELECT statements can be run here.",
                "\"select\" 1 | Only SELECT statements can be run here.",
                "ATTACH 'x' | Only SELECT statements can be run here.",
                "PRAGMA database_list | Only SELECT statements can be run here.",
                "EXPLAIN ANALYZE SELECT 1 | Only SELECT statements can be run here.",
                "SELECT * FROM read_csv ('x') | 'read_csv' is not available here.",
                "SELECT * FROM \"READ_text\"('x') | 'READ_text' is not available here.",
                "SELECT * FROM duckdb_settings() | 'duckdb_settings' is not available here.",
                "SELECT * FROM duckdb_views | 'duckdb_views' is not available here.",
                "SELECT * FROM information_schema.tables | 'information_schema' is not available here.",
                "SELECT * FROM query('COPY t TO 1') | 'query' is not available here.",
                "SELECT * FROM glob('*') | 'glob' is not available here.",
                "SELECT \"a | A \" is not closed.",
                "SELECT /* a | A comment is not closed."
            })
    void everythingElseIsRefused(String text, String message) {
        assertThatThrownBy(() -> Statement.of(text)).isInstanceOf(Invalid.class).hasMessage(message);
    }

    @Test
    void textsThatAreNotClosedAreRefused() {
        assertThatThrownBy(() -> Statement.of("SELECT 'a")).hasMessage("A ' is not closed.");
        assertThatThrownBy(() -> Statement.of("SELECT $$a")).hasMessage("A $$ is not closed.");
        assertThatThrownBy(() -> Statement.of("SELECT E'a\\'")).hasMessage("A ' is not closed.");
    }

    @Test
    void namesAreFoundWhereverTheyStand() {
        var names = Statement.of(
                        "SELECT a.\"b\"\"c\" FROM \"x/y z\" a -- \"not this\"\n WHERE '\"nor\"' = $$\"this\"$$")
                .names();

        assertThat(names).contains("a", "b\"c", "x/y z").doesNotContain("not this", "nor", "this");
    }

    @Test
    void statementsOfAnyLengthAreNotTaken() {
        assertThatThrownBy(() -> Statement.of("SELECT " + "1,".repeat(20_000))).isInstanceOf(Invalid.class);
    }
}
