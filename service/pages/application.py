"""The pages put together: their routes, static files, and how an error looks in a browser."""

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from service.pages import article, articles, figures, help, paste, trends
from service.pages.rendering import STATIC, VersionedFiles, render
from service.web.problems import build_problem

PAGES = (articles, article, figures, trends, paste, help)
TITLES = {
    400: "请求有误",
    404: "没有找到",
    405: "不能这样访问",
    412: "内容已被别人修改",
    422: "请求有误",
    503: "暂时不能使用",
}


def mount_pages(app: FastAPI) -> None:
    """Add the pages and their static files to an application."""
    for page in PAGES:
        app.include_router(page.router)
    app.mount("/static", VersionedFiles(directory=STATIC))


def answer_error_page(request: Request, error: Exception) -> HTMLResponse:
    """Answer with a page that says what went wrong and where to go on."""
    problem = build_problem(error, request.url.path)
    title = TITLES.get(problem.status, "程序出错")
    return render(request, "error.html", {"problem": problem, "title": title}, problem.status)
