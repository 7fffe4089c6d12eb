package dev.spindle.channel;

import dev.spindle.GoGroup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Power series as goroutines: each computes its next coefficient when it is asked, and asks others for what it needs (M. D.
 * McIlroy, "Squinting at Power Series"). Series that are defined by themselves run in circles of channels, so one
 * element lost, doubled or kept waiting shows.
 */
final class PowerSeries {

    /** A series under way: it answers one request with one coefficient. Belongs to one reader. */
    record Series(Channel<Boolean> requests, Channel<Rational> coefficients) {

        private static final Boolean NEXT = true;

        static Series fresh() {
            return new Series(Channel.buffered(1), Channel.unbuffered());
        }

        Rational next() throws InterruptedException {
            requests.send(NEXT);
            return coefficients.receive();
        }

        private void put(Rational coefficient) throws InterruptedException {
            requests.receive();
            coefficients.send(coefficient);
        }

        /** Passes on what follows in another. */
        private void copy(Series rest) throws InterruptedException {
            while (true) {
                requests.receive();
                coefficients.send(rest.next());
            }
        }
    }

    private interface Body {
        void run(Series out) throws InterruptedException;
    }

    private final GoGroup group;

    PowerSeries(GoGroup group) {
        this.group = group;
    }

    private Series start(Body body) {
        Series out = Series.fresh();
        group.go(() -> body.run(out));
        return out;
    }

    /** The same coefficient for ever. */
    Series constant(Rational coefficient) {
        return start(out -> {
            while (true) {
                out.put(coefficient);
            }
        });
    }

    Series plus(Series left, Series right) {
        return start(out -> {
            while (true) {
                out.requests.receive();
                left.requests.send(Series.NEXT); // both at once
                out.coefficients.send(right.next().plus(left.coefficients.receive()));
            }
        });
    }

    Series times(Rational factor, Series series) {
        return start(out -> {
            while (true) {
                out.requests.receive();
                out.coefficients.send(series.next().times(factor));
            }
        });
    }

    /** The first coefficient, and then those of the series. */
    Series shifted(Rational first, Series series) {
        return start(out -> {
            out.put(first);
            out.copy(series);
        });
    }

    /** (u + xU)(v + xV) = uv + x(uV + vU + xUV). */
    Series times(Series left, Series right) {
        return start(out -> {
            out.requests.receive();
            left.requests.send(Series.NEXT);
            Rational v = right.next();
            Rational u = left.coefficients.receive();
            out.coefficients.send(u.times(v));
            List<Series> lefts = split(left);
            List<Series> rights = split(right);
            Series crossed = plus(times(u, rights.get(0)), times(v, lefts.get(0)));
            out.copy(plus(crossed, shifted(Rational.ZERO, times(lefts.get(1), rights.get(1)))));
        });
    }

    Series derivative(Series series) {
        return start(out -> {
            out.requests.receive();
            series.next();
            for (int n = 1; ; n++) {
                out.coefficients.send(series.next().times(Rational.of(n)));
                out.requests.receive();
            }
        });
    }

    Series integral(Rational constant, Series series) {
        return start(out -> {
            out.put(constant);
            for (int n = 1; ; n++) {
                out.requests.receive();
                out.coefficients.send(series.next().times(Rational.of(1, n)));
            }
        });
    }

    /** Z = exp U, so Z' = Z U', for a U without a constant coefficient. */
    Series exp(Series series) {
        Series result = Series.fresh();
        List<Series> copies = split(result);
        feed(result, integral(Rational.ONE, times(copies.get(0), derivative(series))));
        return copies.get(1);
    }

    /** (u + xU)(z + xZ) = 1, so z = 1/u and Z = -z U (z + xZ). */
    Series reciprocal(Series series) {
        return start(out -> {
            out.requests.receive();
            Rational first = series.next().inverse();
            out.coefficients.send(first);
            Series rest = Series.fresh();
            List<Series> copies = split(rest);
            feed(rest, times(times(first.negated(), series), shifted(first, copies.get(0))));
            out.copy(copies.get(1));
        });
    }

    /** U(V) = u + V (U - u)/x (V), for a V without a constant coefficient. */
    Series substituted(Series series, Series variable) {
        return start(out -> {
            out.put(series.next());
            List<Series> copies = split(variable);
            out.requests.receive();
            copies.get(0).next();
            Series product = times(copies.get(0), substituted(series, copies.get(1)));
            out.coefficients.send(product.next());
            out.copy(product);
        });
    }

    /** U(c x^n). */
    Series substituted(Series series, Rational factor, int power) {
        return start(out -> {
            Rational scale = Rational.ONE;
            while (true) {
                out.requests.receive();
                out.coefficients.send(series.next().times(scale));
                scale = scale.times(factor);
                for (int i = 1; i < power; i++) {
                    out.put(Rational.ZERO);
                }
            }
        });
    }

    /** The inverse function, R with U(R) = x, of a U without a constant coefficient: R = x / (U/x)(R). */
    Series reverse(Series series) {
        Series result = Series.fresh();
        List<Series> copies = split(result);
        Series tail = start(out -> {
            out.requests.receive();
            series.next();
            out.coefficients.send(series.next());
            out.copy(series);
        });
        feed(result, shifted(Rational.ZERO, reciprocal(substituted(tail, copies.get(0)))));
        return copies.get(1);
    }

    /** 1/(1 + x^2), integrated. */
    Series arctangent() {
        return integral(Rational.ZERO, substituted(constant(Rational.ONE), Rational.of(-1), 2));
    }

    /** Lets a series that others hold already get its coefficients from another one. */
    private void feed(Series series, Series source) {
        group.go(() -> series.copy(source));
    }

    /** Two copies, read independently: what one is ahead of the other is kept. A copy may be needed to compute the next. */
    List<Series> split(Series series) {
        Series one = Series.fresh();
        Series two = Series.fresh();
        group.go(() -> serve(series, List.of(one, two)));
        return List.of(one, two);
    }

    private static void serve(Series series, List<Series> copies) throws InterruptedException {
        Select select = Select.fair();
        ReceiveCase<Rational> next = select.receive(series.coefficients);
        List<ReceiveCase<Boolean>> requests =
                copies.stream().map(copy -> select.receive(copy.requests)).toList();
        List<Deque<Rational>> behind = List.of(new ArrayDeque<>(), new ArrayDeque<>());
        next.disable();
        while (true) {
            SelectCase chosen = select.select();
            if (chosen == next) {
                Rational coefficient = next.element();
                behind.forEach(queue -> queue.add(coefficient));
                next.disable();
            } else {
                requests.get(chosen == requests.get(0) ? 0 : 1).disable(); // until it is answered
            }
            boolean needy = answer(copies.get(0), requests.get(0), behind.get(0));
            boolean needyToo = answer(copies.get(1), requests.get(1), behind.get(1));
            if ((needy || needyToo) && !next.isEnabled()) {
                series.requests.send(Series.NEXT);
                next.enable();
            }
        }
    }

    /** Answers a request if there is one and it can be; true if it cannot yet. */
    private static boolean answer(Series copy, ReceiveCase<Boolean> request, Deque<Rational> behind)
            throws InterruptedException {
        if (request.isEnabled()) {
            return false;
        }
        if (behind.isEmpty()) {
            return true;
        }
        copy.coefficients.send(behind.remove());
        request.enable();
        return false;
    }
}
