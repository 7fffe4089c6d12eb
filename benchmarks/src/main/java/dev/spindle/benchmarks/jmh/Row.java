package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a benchmark a row of the side-by-side runs. Its {@code engine} parameter names the peers. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Row {

    /**
     * The case's name, which the Go program uses too. {@code {capacity}} stands for the value of the parameter
     * {@code capacity}.
     */
    String value();

    /** Where reports show it. */
    Group group();

    /** What one operation is, in a few words. */
    String operation();

    /** Whether it is one of those that both collectors are measured for, and that go first when time is short. */
    boolean headline() default false;

    /** How many tasks run at once. */
    int[] ps() default {1, 2};
}
