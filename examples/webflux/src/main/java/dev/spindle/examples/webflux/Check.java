package dev.spindle.examples.webflux;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Refuses bad input by a status of 400 that says what would be right. */
final class Check {

    private Check() {}

    static void that(boolean right, String otherwise) {
        if (!right) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, otherwise);
        }
    }

    static ResponseStatusException failed(String message, Throwable cause) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, message, cause);
    }
}
