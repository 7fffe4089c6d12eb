package dev.spindle.channel;

import java.math.BigInteger;

/** A fraction in lowest terms, with a positive denominator. */
record Rational(BigInteger numerator, BigInteger denominator) {

    static final Rational ZERO = of(0);
    static final Rational ONE = of(1);

    static Rational of(long value) {
        return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    static Rational of(long numerator, long denominator) {
        return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    private static Rational of(BigInteger numerator, BigInteger denominator) {
        BigInteger common = numerator.gcd(denominator).multiply(BigInteger.valueOf(denominator.signum()));
        return new Rational(numerator.divide(common), denominator.divide(common));
    }

    Rational plus(Rational other) {
        return of(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Rational times(Rational other) {
        return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    Rational inverse() {
        return of(denominator, numerator);
    }

    Rational negated() {
        return new Rational(numerator.negate(), denominator);
    }

    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}
