"""The articles of a charter as they are written."""

from dataclasses import dataclass

from tresse.charters.models import Article, Charter


@dataclass(frozen=True)
class ArticleText:
    """An article as it is written in a form; `follows` is the article of the version before that it comes from."""

    principle: str
    title: str
    text: str
    follows: int | None = None


def write_articles(charter: Charter, articles: list[ArticleText]) -> None:
    """These articles, in this order, instead of those there were."""
    charter.articles.all().delete()
    Article.objects.bulk_create(
        Article(
            charter=charter,
            position=position,
            principle=article.principle,
            title=article.title,
            text=article.text,
            follows_id=article.follows,
        )
        for position, article in enumerate(articles, start=1)
    )


def written(charter: Charter) -> list[ArticleText]:
    """The articles of a draft, as they are at present."""
    fields = charter.articles.order_by("position").values_list("principle", "title", "text", "follows")
    return [ArticleText(*values) for values in fields]
