package org.quiltappliance.server.contract;

/**
 * Who may do what, as a table of rules written from {@code registry-api.md} 1.4, 2 and 6.4. Pure: knows neither the
 * server nor how a request is sent.
 */
final class AccessRules {

    private AccessRules() {}

    /** Who asks. */
    enum Caller {
        ANONYMOUS,
        /** Has an account and nothing to do with the package. */
        STRANGER,
        /** Has a row of his own on shared packages. */
        READER,
        OWNER,
        ADMIN,
        /** Had a token until an administrator disabled the account. */
        DISABLED,
        /** Has a token that was good for 90 days, 91 days ago. */
        EXPIRED;

        boolean hasBadToken() {
            return this == DISABLED || this == EXPIRED;
        }
    }

    /** Which access rows the package has besides its owner's. */
    enum Kind {
        PRIVATE,
        SHARED,
        PUBLIC,
        TEAM,
        PUBLIC_AND_TEAM;

        boolean isPublic() {
            return this == PUBLIC || this == PUBLIC_AND_TEAM;
        }

        boolean isTeam() {
            return this == TEAM || this == PUBLIC_AND_TEAM;
        }
    }

    /** ALLOW_ANONYMOUS_ACCESS and ALLOW_TEAM_ACCESS. */
    record Allowed(boolean anonymous, boolean team) {}

    /** One cell of the matrix. */
    record Cell(Caller caller, Kind kind, Allowed allowed) {

        /** The truth table of 6.4. */
        boolean sees() {
            if (caller.hasBadToken()) {
                return false;
            }
            if (caller == Caller.OWNER) {
                return true;
            }
            boolean signedIn = caller != Caller.ANONYMOUS;
            return (kind.isPublic() && allowed.anonymous())
                    || (kind.isTeam() && allowed.team() && signedIn)
                    || (kind == Kind.SHARED && caller == Caller.READER);
        }

        boolean owns() {
            return caller == Caller.OWNER;
        }

        /** Whether the package counts as the team's now: it has the row, and the switch is on. */
        boolean teams() {
            return kind.isTeam() && allowed.team();
        }
    }

    /** The access classes of 1.4. */
    enum Gate {
        OPEN,
        ANON,
        LOGIN,
        ADMIN
    }

    /** What must come back. */
    record Outcome(int status, String message) {

        static final Outcome OK = new Outcome(200, "");

        static Outcome refused(int status, String message) {
            return new Outcome(status, message);
        }

        boolean good() {
            return status == 200;
        }
    }

    /** What a route decides after its gate. */
    enum Rule {
        /** Whoever passes the gate. */
        EVERYBODY {
            @Override
            Outcome decide(Cell cell) {
                return Outcome.OK;
            }
        },
        /** The package, or PNF. */
        SEE {
            @Override
            Outcome decide(Cell cell) {
                return cell.sees()
                        ? Outcome.OK
                        : Outcome.refused(
                                404,
                                "Package %s does not exist"
                                        + (cell.caller() == Caller.ANONYMOUS ? " (do you need to log in?)" : ""));
            }
        },
        /** A revision, whose absence is told apart from the package's by nobody. */
        SEE_REVISION {
            @Override
            Outcome decide(Cell cell) {
                return cell.sees() ? Outcome.OK : Outcome.refused(404, "Package hash does not exist");
            }
        },
        SEE_COUNTS {
            @Override
            Outcome decide(Cell cell) {
                return cell.sees() ? Outcome.OK : Outcome.refused(404, "Package does not exist.");
            }
        },
        PUSH {
            @Override
            Outcome decide(Cell cell) {
                if (cell.owns() || cell.teams()) {
                    return Outcome.OK;
                }
                return cell.sees()
                        ? Outcome.refused(403, "Only the package owner can push private packages.")
                        : Outcome.refused(403, "Only the package owner can create packages.");
            }
        },
        SET_TAG {
            @Override
            Outcome decide(Cell cell) {
                if (cell.owns() || cell.teams()) {
                    return Outcome.OK;
                }
                if (!cell.allowed().team()) {
                    return Outcome.refused(403, "Only the package owner can modify tags");
                }
                return cell.sees()
                        ? Outcome.refused(403, "Private package: only the package owner can modify tags")
                        : Outcome.refused(404, "Package hash does not exist");
            }
        },
        DELETE_TAG("Only the package owner can delete tags"),
        ADD_VERSION("Only the package owner can create versions"),
        DELETE_PACKAGE("Only the package owner can delete packages."),
        GRANT("Only the package owner can grant access"),
        LOOK_AT_GRANT("Only the package owner can view access"),
        REVOKE("Only the package owner can revoke access"),
        WITHDRAW("Only the package owner can withdraw invitations"),
        /** The comment in question is the owner's. */
        CHANGE_COMMENT {
            @Override
            Outcome decide(Cell cell) {
                return ofComment(cell, "Only its author can change a comment.");
            }
        },
        HIDE_COMMENT {
            @Override
            Outcome decide(Cell cell) {
                return ofComment(cell, "Only the package owner can hide comments.");
            }
        },
        /** The list of recent packages, which depends on the switches alone. */
        RECENT {
            @Override
            Outcome decide(Cell cell) {
                return cell.allowed().anonymous() || cell.allowed().team()
                        ? Outcome.OK
                        : Outcome.refused(403, "Not allowed");
            }
        };

        private final String ownerOnly;

        Rule() {
            this("");
        }

        Rule(String ownerOnly) {
            this.ownerOnly = ownerOnly;
        }

        Outcome decide(Cell cell) {
            return cell.owns() ? Outcome.OK : Outcome.refused(403, ownerOnly);
        }

        private static Outcome ofComment(Cell cell, String ownerOnly) {
            return cell.owns() || !cell.sees() ? SEE.decide(cell) : Outcome.refused(403, ownerOnly);
        }
    }

    /** The answer to a request through that gate to a route with that rule; {@code %s} stands for the package. */
    static Outcome expected(Gate gate, Rule rule, Cell cell) {
        if (cell.caller().hasBadToken()) {
            return Outcome.refused(401, "Token invalid.");
        }
        if (cell.caller() == Caller.ANONYMOUS) {
            boolean letIn =
                    gate == Gate.OPEN || (gate == Gate.ANON && cell.allowed().anonymous());
            if (!letIn) {
                return Outcome.refused(401, "Not logged in");
            }
        }
        if (gate == Gate.ADMIN && cell.caller() != Caller.ADMIN) {
            return Outcome.refused(403, "Must be authenticated as an admin to use this endpoint.");
        }
        return rule.decide(cell);
    }

    /** Whether a list that shows what its caller sees has the package in it. */
    static boolean listed(Cell cell) {
        return cell.sees();
    }

    /** Whether the package is among the recent ones. */
    static boolean recent(Cell cell) {
        return cell.allowed().anonymous() ? cell.kind().isPublic() : cell.kind().isTeam();
    }

    /** Whether the package is in the caller's profile: he has a row of his own. */
    static boolean inProfile(Cell cell) {
        return cell.owns() || (cell.caller() == Caller.READER && cell.kind() == Kind.SHARED);
    }
}
