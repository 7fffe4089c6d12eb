package dev.spindle.examples.webflux;

import java.sql.SQLException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;

/** Orders, one and all. */
@RestController
class OrdersController {

    private final Orders orders;
    private final Engine engine;
    private final StreamMeter meter;

    OrdersController(Orders orders, Engine engine, StreamMeter meter) {
        this.orders = orders;
        this.engine = engine;
        this.meter = meter;
    }

    /** Blocks, as it returns no publisher: it runs where blocking handlers do. */
    @GetMapping("/orders/{id}")
    Order order(@PathVariable("id") long id) throws SQLException {
        Order order = orders.find(id);
        if (order == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no order " + id + ".");
        }
        return order;
    }

    /** One line of JSON an order, as fast as the client reads. */
    @GetMapping(path = "/orders/stream", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<Order> stream() {
        return engine.stream(() -> meter.opened(orders.all())).doOnNext(meter::sent);
    }
}
