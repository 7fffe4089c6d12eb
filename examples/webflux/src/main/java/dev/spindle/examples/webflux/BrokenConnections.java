package dev.spindle.examples.webflux;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

/**
 * Lets the pool throw a connection away when it fails as such. By itself it knows some states of SQL only, not those of H2, and
 * asks a connection whether it is alive only if nobody has used it for half a second: under load, never.
 *
 * <p>The pool makes one by its name, which {@code application.properties} gives.
 */
public final class BrokenConnections implements SQLExceptionOverride {

    /** For the pool. */
    public BrokenConnections() {}

    @java.lang.Override // the interface has an Override of its own
    public Override adjudicate(SQLException failure) {
        return failure instanceof SQLNonTransientConnectionException ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
