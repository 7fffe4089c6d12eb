package dev.spindle.spring;

import dev.spindle.GoRuntime;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;

/**
 * Spring's {@link AsyncTaskExecutor} that starts a goroutine for each task: as many at once as there are, each free to block, each with
 * clean thread locals. What a task throws goes to the runtime's handler, or into the future of a submitted one.
 *
 * <p>It is no {@code ExecutorService}: its end is that of the runtime. Thread-safe; it never blocks. What the caller did before
 * happens before the task.
 */
public final class GoroutineTaskExecutor implements AsyncTaskExecutor {

    private final GoRuntime runtime;
    private final TaskDecorator decorator;

    /**
     * An executor on a runtime.
     *
     * @param runtime what runs the tasks
     */
    public GoroutineTaskExecutor(GoRuntime runtime) {
        this(runtime, task -> task);
    }

    /**
     * An executor on a runtime that decorates each task on the caller's thread, for example to bring a context along.
     *
     * @param runtime what runs the tasks
     * @param decorator applied once to each task
     */
    public GoroutineTaskExecutor(GoRuntime runtime, TaskDecorator decorator) {
        this.runtime = Objects.requireNonNull(runtime, "runtime");
        this.decorator = Objects.requireNonNull(decorator, "decorator");
    }

    /**
     * Starts a goroutine.
     *
     * @param task what it runs
     * @throws TaskRejectedException if the runtime is closed, or closing and the caller is not one of its goroutines
     */
    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "task");
        Runnable decorated = decorator.decorate(task);
        try {
            runtime.go(decorated::run);
        } catch (RejectedExecutionException e) {
            throw new TaskRejectedException(runtime, task, e);
        }
    }

    @Override
    public String toString() {
        return "GoroutineTaskExecutor on " + runtime.name();
    }
}
